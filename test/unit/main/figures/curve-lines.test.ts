import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCurves, type CurveChoice, type CurveLine } from '../../../../src/main/figures/curve-lines';
import { OpenCurves } from '../../../../src/main/runs/open-curves';
import type { StepMetrics } from '../../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const losses: CurveChoice = { panels: ['losses'], axis: 'step', smoothing: 0, logarithmic: false };

/** A spike at one step alone, and a generator that rests in every third. */
const lineOf = (step: number): StepMetrics =>
  step % 3 === 0 ? restingMetricsOf(step) : metricsOf(step, { generatorLoss: step === 4_001 ? 99 : Math.sin(step) });

async function runOf(count: number): Promise<string> {
  const folder = await temporaryFolder();
  const lines = Array.from({ length: count }, (_, at) => `${JSON.stringify(lineOf(at + 1))}\n`);
  await writeFile(join(folder, 'metrics.jsonl'), lines.join(''));
  return folder;
}

async function generatorOf(folder: string, choice = losses): Promise<CurveLine> {
  const { panels } = await readCurves(folder, choice);
  const line = panels[0]?.lines.find(({ owner }) => owner === 'generator');
  if (!line) throw new Error('There is no line of the generator.');
  return line;
}

test('a short run is drawn as it was written, step by step', async () => {
  const written = [1, 2, 3, 4, 5].map(lineOf).filter(({ generatorLoss }) => generatorLoss !== undefined);
  expect((await generatorOf(await runOf(5))).raw).toEqual(
    written.map(({ step, generatorLoss: y }) => ({ x: step, y })),
  );
});

test('a long run keeps its spikes in few points, and is drawn behind the mean of all steps', async () => {
  const { raw, smooth } = await generatorOf(await runOf(5_000), { ...losses, smoothing: 0.001 });
  expect(raw.length).toBeLessThanOrEqual(4_000);
  expect(Math.max(...raw.map(({ y }) => y))).toBe(99);
  expect(Math.min(...raw.map(({ y }) => y))).toBeCloseTo(-1, 3);
  expect(Math.max(...smooth.map(({ y }) => y))).toBeLessThan(99);
});

test('a logarithm leaves out what is not above 0', async () => {
  const { raw } = await generatorOf(await runOf(100), { ...losses, logarithmic: true });
  expect(raw.length).toBeGreaterThan(10);
  expect(raw.every(({ y }) => y > 0)).toBe(true);
});

test('with the cache of the run it is the same as without', async () => {
  const folder = await runOf(5_000);
  const fromLines = await readCurves(folder, losses);
  const curves = new OpenCurves(folder);
  await curves.refresh();
  await curves.keep();
  expect(await readCurves(folder, losses)).toEqual(fromLines);
});

test('lines that cannot be read are counted; a run without numbers has no lines', async () => {
  const folder = await runOf(50);
  await writeFile(join(folder, 'metrics.jsonl'), `nonsense\n${JSON.stringify(lineOf(1))}\n{"torn`);
  expect(await readCurves(folder, losses)).toMatchObject({ damagedLines: 2, lastStep: 1 });
  await rm(join(folder, 'metrics.jsonl'));
  expect(await readCurves(folder, losses)).toMatchObject({ damagedLines: 0, lastStep: 0, panels: [{ lines: [] }] });
});
