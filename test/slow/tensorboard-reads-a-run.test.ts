/** A short training, read back with TensorBoard's own code. */
import { execFile } from 'node:child_process';
import { copyFile, readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLines } from '../../src/main/runs/read-lines';
import { sheetFile } from '../../src/main/runs/run-layout';
import { readRecipe } from '../../src/main/runs/run-record';
import { composeSheet, readSheet } from '../../src/main/runs/sheet';
import { epochMeanTag, scalarTags } from '../../src/main/runs/tensorboard/scalar-tags';
import { describeNetwork } from '../../src/shared/recipe';
import { epochMetricsSchema, stepMetricsSchema, trainingNumberNames } from '../../src/shared/run';
import { idxBytes } from '../idx-bytes';
import { jsonResult, runStudio } from '../integration/cli/studio-command';
import { temporaryFolder } from '../temporary-folder';
import { pythonWithPackages, type PythonWithPackages } from './python-packages';

interface Found {
  readonly scalars: Readonly<Record<string, readonly (readonly [step: number, value: number])[]>>;
  readonly pictures: Readonly<Record<string, readonly { step: number; width: number; height: number; png: string }[]>>;
  readonly nodes: readonly { name: string; op: string; inputs: readonly string[]; shape: readonly number[] }[];
}
type ReadBack = Readonly<Record<'accumulator' | 'provider', Found>>;

let tensorBoard: PythonWithPackages;
beforeAll(async () => {
  tensorBoard = await pythonWithPackages('python-tensorboard', ['tensorboard']);
});

const readBackScript = resolve('test', 'fixtures', 'tensorboard', 'read_back.py');

async function readBack(python: string, folder: string): Promise<ReadBack> {
  const { stdout } = await promisify(execFile)(python, [readBackScript, folder], { maxBuffer: 1e9 });
  return JSON.parse(stdout) as ReadBack;
}

/** 8 steps of 100 images out of 300: two whole epochs and a part of the third. */
async function trainShortly(preset: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  const images = join(folder, 'images-idx3-ubyte');
  const pixels = Uint8Array.from({ length: 300 * 28 * 28 }, (_, index) => index * 7);
  await writeFile(images, idxBytes([300, 28, 28], pixels));
  const schedule = ['--steps', '8', '--set', 'schedule.batchSize=100', '--set', 'samples.everySteps=3'];
  const command = ['train', ...preset, ...schedule, '--data', images, '--runs', join(folder, 'runs')];
  const outcome = await runStudio([...command, '--tensorboard', '--json']);
  expect(outcome.code, outcome.stderr).toBe(0);
  return String(jsonResult(outcome)['run']);
}

async function linesOf<T>(file: string, schema: Parameters<typeof readLines<T>>[1]): Promise<readonly T[]> {
  const lines: T[] = [];
  expect(await readLines<T>(file, schema, (line) => lines.push(line))).toBe(0);
  return lines;
}

/** What TensorBoard must say about a run folder's own files; it keeps numbers as float32. */
async function expectSameRun(run: string, { scalars, pictures, nodes }: Found): Promise<void> {
  const steps = await linesOf(join(run, 'metrics.jsonl'), stepMetricsSchema);
  const epochs = (await linesOf(join(run, 'epochs.jsonl'), epochMetricsSchema)).filter(({ complete }) => complete);
  expect([steps.length, epochs.length]).toEqual([8, 2]);
  for (const name of trainingNumberNames) {
    const told = (lines: readonly { step: number; [key: string]: unknown }[]) =>
      lines.map((line) => [line.step, Math.fround(line[name] as number)]);
    expect(scalars[scalarTags[name]], name).toEqual(told(steps));
    expect(scalars[epochMeanTag(name)], name).toEqual(told(epochs));
  }
  expect(scalars['speed/steps_per_second']?.every(([, value]) => value > 0)).toBe(true);

  expect(pictures['samples']?.map(({ step }) => step)).toEqual([0, 3, 6, 8]);
  for (const { step, width, height, png } of pictures['samples'] ?? []) {
    const sheet = composeSheet(await readSheet(sheetFile(run, step)), 10, 1);
    const shown = decode(Buffer.from(png, 'base64'));
    expect([width, height]).toEqual([sheet.width, sheet.height]);
    expect([shown.width, shown.height, shown.channels]).toEqual([sheet.width, sheet.height, sheet.channels]);
    expect(Buffer.from(shown.data as Uint8Array).equals(sheet.pixels), `sheet of step ${step}`).toBe(true);
  }

  const recipe = await readRecipe(run);
  for (const role of ['generator', 'discriminator'] as const) {
    for (const { layer, outputShape } of describeNetwork(recipe, role).layers) {
      const node = nodes.find(({ name }) => name === `${role}/${layer.id}`);
      expect(node, layer.id).toMatchObject({ op: layer.kind, shape: [-1, ...outputShape] });
    }
  }
  const names = new Set(nodes.map(({ name }) => name));
  expect(nodes.flatMap(({ inputs }) => inputs).filter((name) => !names.has(name))).toEqual([]);
}

describe.each([
  ['grey images', ['--preset', 'mlp-tutorial']],
  ['coloured images', ['--preset', 'dcgan-64', '--channels', '3', '--width', '2']],
])('TensorBoard, asked about a run of %s', (_what, preset) => {
  test('says what the run folder says, and of a torn file what is whole', async ({ skip }) => {
    if ('missing' in tensorBoard) {
      process.stderr.write(`${tensorBoard.missing}\n`);
      skip(tensorBoard.missing);
      return;
    }
    const { python } = tensorBoard;
    const run = await trainShortly(preset);
    const found = await readBack(python, join(run, 'tensorboard'));
    await expectSameRun(run, found.accumulator);
    await expectSameRun(run, found.provider);

    const [name = ''] = await readdir(join(run, 'tensorboard'));
    const torn = await temporaryFolder();
    await copyFile(join(run, 'tensorboard', name), join(torn, name));
    // the last record is the last sheet
    await truncate(join(torn, name), (await readFile(join(torn, name))).length - 10);
    const { accumulator } = await readBack(python, torn);
    expect(accumulator.scalars).toEqual(found.accumulator.scalars);
    expect(accumulator.pictures['samples']?.map(({ step }) => step)).toEqual([0, 3, 6]);
  });
});
