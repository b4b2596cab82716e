import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OpenCurves } from '../../../../src/main/runs/open-curves';
import { alignRange, widthFor } from '../../../../src/shared/curve-pyramid';
import { CurveTable } from '../../../../src/shared/curve-table';
import type { RunCurves } from '../../../../src/shared/run-curves';
import type { StepMetrics } from '../../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const asText = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const lineOf = (step: number): StepMetrics =>
  step % 3 === 0
    ? restingMetricsOf(step)
    : metricsOf(step, { generatorLoss: Math.sin(step), discriminatorLoss: step % 7 });
const linesOf = (from: number, to: number): readonly StepMetrics[] =>
  Array.from({ length: to - from + 1 }, (_, at) => lineOf(from + at));

async function runOf(text: string): Promise<{ folder: string; metrics: string; cache: string }> {
  const folder = await temporaryFolder();
  const metrics = join(folder, 'metrics.jsonl');
  await writeFile(metrics, text);
  return { folder, metrics, cache: join(folder, 'cache', 'curves.bin') };
}

async function ask(
  curves: OpenCurves,
  range: { from: number; to: number } | null = null,
  rows = 100,
): Promise<RunCurves> {
  await curves.refresh();
  return curves.ask(range, rows, false);
}

/** What a table of these lines, one after the other, has of a stretch. */
function plain(lines: readonly StepMetrics[], from: number, to: number, rows: number): CurveTable {
  const width = widthFor({ from, to }, rows);
  const range = alignRange({ from, to }, width);
  let table = new CurveTable(1);
  for (const line of lines) if (line.step >= range.from && line.step <= range.to) table.add(line);
  while (table.width < width) table = table.coarser();
  return table;
}

function isAlmost(value: number, expected: number | undefined): boolean {
  return Object.is(value, expected) || Math.abs(value - (expected ?? Number.NaN)) < 5e-10;
}

function expectSame(curves: RunCurves, table: CurveTable): void {
  const { width, data } = curves.rows;
  expect(width).toBe(table.width);
  const expected = table.rows().data;
  expect(data.length).toBe(expected.length);
  // the place alone is expected: an expectation for each of the thousands of numbers would take most of the time
  expect(data.findIndex((value, place) => !isAlmost(value, expected[place]))).toBe(-1);
}

test('any stretch of a run, kept or not, is the plain reduction of its lines', async () => {
  const lines = linesOf(1, 5000);
  const { folder } = await runOf(asText(lines));
  await ask(new OpenCurves(folder));
  const keeping = new OpenCurves(folder);
  await keeping.refresh();
  await keeping.keep();
  const kept = new OpenCurves(folder);
  await kept.refresh();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 2, max: 600 }),
      async (one, other, rows) => {
        const range = { from: Math.min(one, other), to: Math.max(one, other) };
        const expected = plain(lines, range.from, range.to, rows);
        expectSame(await kept.ask(range, rows, false), expected);
        expectSame(await keeping.ask(range, rows, false), expected);
      },
    ),
    { numRuns: 40 },
  );
});

test('what a run writes on is read on, and its cache grows without being made again', async () => {
  const { folder, metrics, cache } = await runOf(asText(linesOf(1, 1000)));
  const curves = new OpenCurves(folder);
  await ask(curves);
  await curves.keep();
  const before = await readFile(cache);
  await appendFile(metrics, asText(linesOf(1001, 1100)));
  const answer = await ask(curves);
  expect(answer.lastStep).toBe(1100);
  expect(answer.newest).toMatchObject({ step: 1100 });
  expectSame(answer, plain(linesOf(1, 1100), 1, 1100, 100));
  await curves.keep();
  const after = await readFile(cache);
  expect(after.subarray(0, before.length).equals(before)).toBe(true);
  expect(after.length).toBeGreaterThan(before.length);
  expectSame(await ask(new OpenCurves(folder)), plain(linesOf(1, 1100), 1, 1100, 100));
});

test('a run that was cut back and went on otherwise is told as it is now', async () => {
  const { folder, metrics } = await runOf(asText(linesOf(1, 900)));
  const curves = new OpenCurves(folder);
  await ask(curves);
  await curves.keep();
  const { size } = await stat(metrics);
  await truncate(metrics, Math.floor(size / 2));
  const cut = await readFile(metrics, 'utf8');
  const whole = cut.slice(0, cut.lastIndexOf('\n') + 1);
  const steps = whole.split('\n').length - 1;
  const others = linesOf(steps + 1, 900).map((line) => ({
    ...line,
    seconds: line.seconds + 0.5,
    discriminatorLoss: 9,
  }));
  await writeFile(metrics, whole + asText(others));
  const expected = plain([...linesOf(1, steps), ...others], 1, 900, 100);
  expectSame(await ask(curves), expected);
  expectSame(await ask(new OpenCurves(folder)), expected);
});

test('whatever happens to the cache, the curves are those of metrics.jsonl', async () => {
  const lines = linesOf(1, 400);
  const { folder, cache } = await runOf(asText(lines));
  const first = new OpenCurves(folder);
  await ask(first);
  await first.keep();
  const good = await readFile(cache);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.nat(good.length - 1).map((length) => good.subarray(0, length)),
        fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
          const bad = Buffer.from(good);
          bad[at] = (bad[at] ?? 0) ^ change;
          return bad;
        }),
        fc.uint8Array({ maxLength: 2000 }),
      ),
      async (bytes) => {
        await writeFile(cache, bytes);
        const curves = new OpenCurves(folder);
        expectSame(await ask(curves), plain(lines, 1, 400, 100));
        await curves.keep();
        expectSame(await ask(new OpenCurves(folder)), plain(lines, 1, 400, 100));
      },
    ),
    { numRuns: 60 },
  );
});

test('damaged lines are told with their place, a torn last one among them, and leave a gap', async () => {
  const lines = linesOf(1, 200).map((line) => JSON.stringify(line));
  lines[99] = '{"step":100,"epo';
  lines[100] = 'x'.repeat(70_000);
  const { folder } = await runOf(`${lines.join('\n')}\n{"step":201,`);
  const curves = new OpenCurves(folder);
  const answer = await ask(curves, null, 400);
  expect(answer.damagedLines).toBe(3);
  expect(answer.damage).toEqual([{ firstStep: 97, lastStep: 128, lines: 2 }]);
  const table = new CurveTable(answer.rows.width, answer.rows.data);
  expect(table.width).toBe(1);
  expect([table.head(98, 'lastStep'), table.head(99, 'firstStep')]).toEqual([99, 102]);
  // while it is written, the rest of a line is on its way
  expect((await curves.ask(null, 400, true)).damagedLines).toBe(2);
  await curves.keep();
  expect((await ask(new OpenCurves(folder))).damagedLines).toBe(3);
});

test('a number that is none or infinite leaves a gap in its own curve alone', async () => {
  const bad = JSON.stringify(metricsOf(2)).replace(/"discriminatorLoss":[^,]+/, '"discriminatorLoss":NaN');
  const worse = JSON.stringify(metricsOf(3)).replace(/"generatorLoss":[^,]+/, '"generatorLoss":-Infinity');
  const { folder } = await runOf(`${JSON.stringify(metricsOf(1))}\n${bad}\n${worse}\n`);
  const answer = await ask(new OpenCurves(folder));
  const table = new CurveTable(answer.rows.width, answer.rows.data);
  expect(answer).toMatchObject({ notNumbers: 2, damagedLines: 0, lastStep: 3 });
  expect(table.value(1, 'discriminatorLoss', 'mean')).toBeNaN();
  expect(table.value(1, 'generatorLoss', 'mean')).toBeCloseTo(0.693);
  expect(table.value(2, 'generatorLoss', 'count')).toBe(0);
});

test('a clock that jumps back changes nothing but the seconds', async () => {
  const lines = linesOf(1, 100).map((line) => (line.step > 50 ? { ...line, seconds: line.seconds - 3 } : line));
  const { folder } = await runOf(asText(lines));
  expectSame(await ask(new OpenCurves(folder)), plain(lines, 1, 100, 100));
});

test('a run without lines has no curves, and a stretch beyond its end has none', async () => {
  const { folder } = await runOf('');
  expect(await ask(new OpenCurves(folder))).toMatchObject({ lastStep: 0, newest: null, damagedLines: 0 });
  expect(await ask(new OpenCurves(await temporaryFolder()))).toMatchObject({ lastStep: 0 });
  const { folder: short } = await runOf(asText(linesOf(1, 10)));
  const beyond = await ask(new OpenCurves(short), { from: 20, to: 30 });
  expect(beyond.rows.data.length).toBe(0);
});
