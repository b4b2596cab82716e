import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { decodePng } from '../../../src/main/formats/png';
import { openCheckpoint } from '../../../src/main/runs/checkpoint';
import { sheetFile } from '../../../src/main/runs/run-layout';
import { expectSameTensors } from '../../expect-same-tensors';
import { temporaryFolder } from '../../temporary-folder';
import { jsonResult, runStudio, shortTraining } from './studio-command';

const fixture = (name: string): string => resolve('test', 'fixtures', 'import', name);
const few = ['--set', 'schedule.batchSize=8', '--set', 'samples.everySteps=10'];

async function importInto(runs: string, path: string, ...more: readonly string[]): Promise<string> {
  const outcome = await runStudio(['import', path, '--runs', runs, '--json', ...more]);
  expect(outcome.code, outcome.stderr).toBe(0);
  return jsonResult(outcome)['run'] as string;
}

it('weights of PyTorch become a run that can be sampled and trained on', async () => {
  const folder = await temporaryFolder();
  const run = await importInto(join(folder, 'runs'), fixture('G.ckpt'));
  const out = join(folder, 'x.npy');
  const sampled = await runStudio(['sample', '--run', run, '--count', '4', '--seed', '1', '--out', out, '--json']);
  expect(sampled.code, sampled.stderr).toBe(0);
  expect((await readFile(out)).length).toBeGreaterThan(4 * 784);
  const resumed = await runStudio(['resume', '--run', run, '--steps', '3', '--json']);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(jsonResult(resumed)).toMatchObject({ run, state: 'finished', step: 3 });
  const listed = await runStudio(['runs', '--runs', join(folder, 'runs'), '--json']);
  expect(jsonResult(listed)).toMatchObject({ runs: [{ preset: 'mlp-tutorial', state: 'finished', step: 3 }] });
});

it('a look tells what a file is and writes nothing', async () => {
  const runs = join(await temporaryFolder(), 'runs');
  const outcome = await runStudio(['import', fixture('plain_sequence.pth'), '--runs', runs, '--look']);
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(outcome.stdout).toContain('rebuilt as dcgan-28@28: 10 numbers in, images of 28x28x3.');
  expect(outcome.stdout).toContain('choose one with --preset');
  await expect(readdir(runs)).rejects.toThrow('ENOENT');
});

it('what cannot be imported ends with 1 and says why', async () => {
  const runs = join(await temporaryFolder(), 'runs');
  const [whole, several] = await Promise.all([
    runStudio(['import', fixture('whole_model.pt'), '--runs', runs]),
    runStudio(['import', fixture('plain_sequence.pth'), '--runs', runs]),
  ]);
  expect(whole.code).toBe(1);
  expect(whole.stderr).toContain('Error (file-unreadable): Cannot import');
  expect(several.code).toBe(1);
  expect(several.stderr).toContain('choose one of: dcgan-28@28, dcgan-28@32');
  await expect(readdir(runs)).rejects.toThrow('ENOENT');
});

it('a checkpoint of our own goes on where it was, and a recipe begins at the first step', async () => {
  const folder = await temporaryFolder();
  const trained = await runStudio(shortTraining(folder, '--steps', '6', ...few));
  expect(trained.code, trained.stderr).toBe(0);
  const original = jsonResult(trained)['run'] as string;
  const file = join(folder, 'night.bin');
  await cp(join(original, 'checkpoints', '000006.safetensors'), file);
  const run = await importInto(join(folder, 'other'), file);
  const [before, after] = [await openCheckpoint(original), await openCheckpoint(run)];
  expect(after.checkpoint.step).toBe(6);
  expectSameTensors(after.checkpoint.tensors, before.checkpoint.tensors);
  const pixels = async (of: string): Promise<Buffer> => Buffer.from(decodePng(await readFile(sheetFile(of, 6))).pixels);
  expect((await pixels(run)).equals(await pixels(original))).toBe(true);
  const resumed = await runStudio(['resume', '--run', run, '--steps', '8', '--json']);
  expect(jsonResult(resumed), resumed.stderr).toMatchObject({ step: 8 });

  const recipe = join(folder, 'recipe');
  await cp(join(original, 'recipe.json'), recipe);
  const fresh = await importInto(join(folder, 'fresh'), recipe);
  const whole = await runStudio(['resume', '--run', fresh, '--steps', '6', '--json']);
  expect(jsonResult(whole), whole.stderr).toMatchObject({ step: 6 });
  expectSameTensors((await openCheckpoint(fresh)).checkpoint.tensors, before.checkpoint.tensors);

  const sheet = join(folder, 'sheet.png');
  await writeFile(sheet, await readFile(sheetFile(original, 6)));
  expect(await importInto(join(folder, 'runs'), sheet)).toBe(original);
  const again = await importInto(join(folder, 'third'), sheet);
  expect(await readFile(join(again, 'recipe.json'), 'utf8')).toBe(
    await readFile(join(original, 'recipe.json'), 'utf8'),
  );
});

it('what was exported comes back and draws the same images', async () => {
  const folder = await temporaryFolder();
  const trained = await runStudio(shortTraining(folder, '--steps', '3', ...few));
  const original = jsonResult(trained)['run'] as string;
  const samplesOf = async (run: string): Promise<Buffer> => {
    const out = join(folder, 'samples.npy');
    const outcome = await runStudio(['sample', '--run', run, '--count', '9', '--seed', '2', '--out', out]);
    expect(outcome.code, outcome.stderr).toBe(0);
    return readFile(out);
  };
  const before = await samplesOf(original);
  for (const format of ['safetensors', 'pytorch', 'tfjs', 'zip']) {
    const out = join(folder, format);
    const exported = await runStudio(['export', '--run', original, '--format', format, '--out', out]);
    expect(exported.code, exported.stderr).toBe(0);
    const again = await importInto(join(folder, 'elsewhere'), out);
    expect((await samplesOf(again)).equals(before), format).toBe(true);
  }
});
