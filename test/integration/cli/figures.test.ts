import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { decode } from 'fast-png';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { Explorer } from '../../../src/main/explore/explorer';
import { wholeClasses } from '../../../src/shared/class-shares';
import type { Drawn } from '../../../src/shared/explore';
import { latentTour } from '../../../src/shared/latent-tour';
import { drawLatents } from '../../../src/shared/latents';
import { cgan28 } from '../../../src/shared/presets/cgan-28';
import { randomStreams } from '../../../src/shared/random';
import { jsonResult, runStudio } from './studio-command';

let folder = '';
let run = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  const sheets = ['--set', 'samples.everySteps=1'];
  const training = ['train', '--preset', 'cgan-28', '--runs', at('runs'), '--steps', '3', ...sheets, '--json'];
  const outcome = await runStudio(training);
  expect(outcome.code, outcome.stderr).toBe(0);
  run = jsonResult(outcome)['run'] as string;
  return () => rm(folder, { recursive: true, force: true });
});

async function make(command: string, ...more: readonly string[]): Promise<Record<string, unknown>> {
  const outcome = await runStudio([command, '--run', run, '--json', ...more]);
  expect(outcome.code, outcome.stderr).toBe(0);
  return jsonResult(outcome);
}

/** What the studio says of a file that is given to it. */
async function lookAt(file: string): Promise<Record<string, unknown>> {
  const outcome = await runStudio(['import', file, '--look', '--runs', at('runs'), '--json']);
  expect(outcome.code, outcome.stderr).toBe(0);
  return jsonResult(outcome);
}

test.each([
  ['sheet', ['--seed', '9', '--raw', '--classes', '--labels', 'class', 'step', '--label-place', 'beside'], 9, 3, 3],
  ['sheet', ['--real', '--labels', 'class', '--gap', '2'], 0, 0, null],
  ['interpolate', ['--steps', '4', '--seed', '5', '--dpi', '300'], 5, 3, 3],
] as const)('%s %j is written and recognised with its seed and step', async (command, options, seed, step, told) => {
  const out = at('picture.png');
  expect(await make(command, '--out', out, ...options)).toMatchObject({ step: told });
  expect(await lookAt(out)).toMatchObject({ kind: 'sheet', step, latentSeed: seed, runs: [basename(run)] });
});

test('raw weights and the average draw different images, the same seed the same ones', async () => {
  const training = ['train', '--preset', 'quick-digits', '--runs', at('averaged'), '--steps', '3', '--json'];
  const averaged = jsonResult(await runStudio(training))['run'] as string;
  const draw = async (name: string, ...options: readonly string[]): Promise<string> => {
    const grid = ['--rows', '2', '--columns', '2'];
    const outcome = await runStudio(['sheet', '--run', averaged, '--out', at(name), ...grid, ...options]);
    expect(outcome.code, outcome.stderr).toBe(0);
    return Buffer.from(decode(await readFile(at(name))).data.buffer).toString('base64');
  };
  const [raw, average, again] = [
    await draw('raw.png', '--seed', '4', '--raw'),
    await draw('ema.png', '--seed', '4'),
    await draw('again.png', '--seed', '4', '--ema'),
  ];
  expect(average).toBe(again);
  expect(raw).not.toBe(average);
  // the run drew its sheets with the average
  const [stored, redrawn, rawWeights] = [
    await draw('stored.png'),
    await draw('redrawn.png', '--ema'),
    await draw('own-raw.png', '--raw'),
  ];
  expect(redrawn).toBe(stored);
  expect(rawWeights).not.toBe(stored);
});

test('a way between latents becomes an animation that goes and comes back', async () => {
  const grid = ['--cells', '2', '--scale', '2', '--fps', '20'];
  const made = await make('interpolate', '--steps', '5', '--seed', '5', '--out', at('way.gif'), ...grid);
  expect(made).toMatchObject({ step: 3, parts: 8, size: { width: 112, height: 112 } });
  const { pages, delay } = await sharp(at('way.gif'), { pages: -1 }).metadata();
  expect([pages, new Set(delay)]).toEqual([8, new Set([50])]);
});

test('the way through latents of one’s own shows the images that Explore draws, and names the latents', async () => {
  const latents = [3, 4].map((seed) => [
    ...drawLatents(cgan28.latent, { seed, stream: randomStreams.sampleLatents, step: 0 }, 1),
  ]);
  for (const [index, latent] of latents.entries()) {
    await writeFile(at(`${index}.json`), JSON.stringify({ latent, label: index + 5 }));
  }
  const files = ['--latents', at('0.json'), at('1.json')];
  const made = await make('tour', ...files, '--steps', '5', '--scale', '1', '--out', at('way.png'));
  expect(made).toMatchObject({ step: 3, parts: 8, size: { width: 28, height: 28 } });
  const text = (await readFile(at('way.png'))).toString('latin1');
  const named = JSON.stringify([5, 6].map((label, index) => ({ latent: latents[index], label })));
  // a text within the JSON of the file's own text
  expect(text).toContain(JSON.stringify(named));

  const explorer = new Explorer();
  const whole = latentTour(
    latents.map((latent, index) => ({
      latent: Float32Array.from(latent),
      classShares: wholeClasses([index + 5], 10),
    })),
    5,
    'linear',
  );
  const { count, classShares } = whole;
  const rows = { count, latents: whole.latents, classShares };
  const drawing = { weights: 'raw', batchNorm: 'running' } as const;
  const explored = (await explorer.answer(run, 3, { type: 'draw', drawing, rows })) as Drawn;
  // a PNG reader shows the first of the pictures
  const { data } = decode(await readFile(at('way.png')));
  expect(Uint8Array.from(data)).toEqual(explored.samples.pixels.slice(0, 784));
});

test('stages, animation, curves and report come from the run folder alone', async () => {
  expect(await make('stages', '--steps', '1,3', '--out', at('stages.png'))).toMatchObject({ step: 3, notices: [] });
  expect(await make('animate', '--out', at('run.gif'))).toMatchObject({ parts: 4 });
  expect(await make('curves', '--out', at('run.csv'))).toMatchObject({ parts: 3 });
  expect(await make('report', '--out', at('run.html'), '--language', 'zh-CN')).toMatchObject({ kind: 'report' });
  expect(await readFile(at('run.html'), 'utf8')).toContain('<html lang="zh-CN">');
});

test.each([
  [['sheet', '--out', 'x.gif'], /let it end in .png/],
  [['sheet', '--out', 'x.png', '--ema'], /keeps no moving average/],
  [['stages', '--out', 'x.png'], /--epochs or --steps/],
  [['animate', '--out', 'x.gif', '--from', '500'], /No stored sheet lies within steps 500/],
  [['animate', '--out', 'x.mp4'], /ends in .png or .gif or .apng/],
  [['tour', '--out', 'x.gif', '--latents', 'package.json'], /a way takes 2 to 4/],
  [['tour', '--out', 'x.gif', '--latents', 'package.json', 'package.json'], /holds no latent of 100 numbers/],
])('%j is refused with a sentence and writes nothing', async ([command = '', ...args], sentence) => {
  const before = await readdir(folder);
  const outcome = await runStudio([command, '--run', run, ...args]);
  expect(outcome.stderr).toMatch(sentence);
  expect(outcome.code).toBe(1);
  expect(await readdir(folder)).toEqual(before);
});
