import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMetrics } from '../../../../src/main/runs/read-metrics';
import { metricsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const lineOf = (step: number): string => JSON.stringify(metricsOf(step));

async function read(text: string, maximum = 1_000): ReturnType<typeof readMetrics> {
  const file = join(await temporaryFolder(), 'metrics.jsonl');
  await writeFile(file, text);
  return readMetrics(file, maximum);
}

test('whole lines are read', async () => {
  expect(await read(`${lineOf(1)}\n${lineOf(2)}\n`)).toEqual({ points: [metricsOf(1), metricsOf(2)], damagedLines: 0 });
});

test('a file that is empty or missing has no lines', async () => {
  const nothing = { points: [], damagedLines: 0 };
  expect(await read('')).toEqual(nothing);
  expect(await readMetrics(join(await temporaryFolder(), 'missing'), 10)).toEqual(nothing);
});

test('a last line that was torn anywhere is passed over and counted', async () => {
  const last = lineOf(2);
  for (let length = 1; length < last.length; length++) {
    const { points, damagedLines } = await read(`${lineOf(1)}\n${last.slice(0, length)}`);
    expect([points.length, damagedLines]).toEqual([1, 1]);
  }
  expect((await read(`${lineOf(1)}\n${last}`)).points).toHaveLength(2);
});

test('damaged lines in the middle are passed over and counted', async () => {
  const withNull = lineOf(3).replace('1.386', 'null');
  const damaged = ['', 'no JSON', '[]', '{"step":0}', withNull, '\0'.repeat(100), 'x'.repeat(300_000)];
  const { points, damagedLines } = await read([lineOf(1), ...damaged, lineOf(9), ''].join('\n'));
  expect(points).toEqual([metricsOf(1), metricsOf(9)]);
  expect(damagedLines).toBe(damaged.length);
});

test('a file of many pieces is thinned, and its newest line is there', async () => {
  const count = 20_000;
  const text = Array.from({ length: count }, (_, index) => `${lineOf(index + 1)}\n`).join('');
  const { points, damagedLines } = await read(text);
  expect(damagedLines).toBe(0);
  expect(points.length).toBeLessThanOrEqual(1_000);
  expect(points.length).toBeGreaterThanOrEqual(500);
  expect(points.at(-1)).toEqual(metricsOf(count));
});
