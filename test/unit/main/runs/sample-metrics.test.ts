import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleMetrics } from '../../../../src/main/runs/sample-metrics';
import { metricsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

async function fileOf(steps: number, lossOf: (step: number) => number): Promise<string> {
  const file = join(await temporaryFolder(), 'metrics.jsonl');
  const lines = Array.from({ length: steps }, (_, index) =>
    JSON.stringify(metricsOf(index + 1, { discriminatorLoss: lossOf(index + 1) })),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

test('a short run is read as a whole', async () => {
  const points = await sampleMetrics(await fileOf(300, (step) => step));
  expect(points.map(({ step }) => step)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
});

test('of a long run a few hundred points follow its curve from the first steps to the newest', async () => {
  const file = await fileOf(40_000, (step) => step / 1000);
  await appendFile(file, '{"step": 40001, "epo');
  const points = await sampleMetrics(file);
  expect(points.length).toBeGreaterThan(300);
  expect(points.length).toBeLessThanOrEqual(400);
  expect(points[0]?.step).toBeLessThan(50);
  expect(points.at(-1)?.step).toBe(40_000);
  for (const [index, { step, discriminatorLoss }] of points.entries()) {
    expect(step).toBeGreaterThan(points[index - 1]?.step ?? 0);
    expect(Math.abs(discriminatorLoss - step / 1000)).toBeLessThan(0.05);
  }
});

test('a run without curves has no points', async () => {
  expect(await sampleMetrics(join(await temporaryFolder(), 'metrics.jsonl'))).toEqual([]);
});
