import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLastLine } from '../../../../src/main/runs/read-last-line';
import { stepMetricsSchema } from '../../../../src/shared/run';
import { metricsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const line = (step: number): string => JSON.stringify(metricsOf(step));

async function lastStep(text: string): Promise<number | undefined> {
  const file = join(await temporaryFolder(), 'metrics.jsonl');
  await writeFile(file, text);
  return (await readLastLine(file, stepMetricsSchema))?.step;
}

test('the newest whole line is found, however long the file is', async () => {
  const lines = Array.from({ length: 500 }, (_, index) => `${line(index + 1)}\n`).join('');
  expect(await lastStep(lines)).toBe(500);
  // a line that is just being written
  expect(await lastStep(lines + line(501).slice(0, 40))).toBe(500);
  expect(await lastStep(`${line(1)}\n`)).toBe(1);
});

test('a damaged line is passed over, and no line is no answer', async () => {
  expect(await lastStep(`${line(7)}\n{"step": "eight"}\n`)).toBe(7);
  expect(await lastStep('')).toBeUndefined();
  expect(await lastStep('nothing\n')).toBeUndefined();
  expect(await readLastLine(join(await temporaryFolder(), 'missing'), stepMetricsSchema)).toBeNull();
});
