import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openZipArchive } from '../../../src/main/formats/zip-archive';
import { decodeSafetensors } from '../../../src/main/formats/safetensors';
import { exportFormats } from '../../../src/shared/export-format';
import { jsonResult, runStudio, shortTraining } from './studio-command';

let folder = '';
let run = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  const outcome = await runStudio(shortTraining(folder, '--steps', '3'));
  expect(outcome.code, outcome.stderr).toBe(0);
  run = jsonResult(outcome)['run'] as string;
  return () => rm(folder, { recursive: true, force: true });
});

const exported = (format: string, ...more: readonly string[]) => {
  return runStudio(['export', '--run', run, '--format', format, '--out', join(folder, format), ...more]);
};

describe('export', () => {
  test.each(exportFormats)('writes a run as %s and says what it wrote', async (format) => {
    const outcome = await exported(format, '--json');
    expect(outcome.code, outcome.stderr).toBe(0);
    const [step, weights] = format === 'zip' ? [null, null] : [3, 'raw'];
    expect(jsonResult(outcome)).toEqual({ out: join(folder, format), run, format, step, weights });
    expect(await readdir(folder)).toContain(format);
  });

  test('a safetensors file holds the step that was asked for', async () => {
    const outcome = await exported('safetensors', '--step', '3', '--raw');
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stdout).toBe(`The generator of step 3 as safetensors: ${join(folder, 'safetensors')}\n`);
    const { tensors, metadata } = decodeSafetensors(await readFile(join(folder, 'safetensors')));
    expect(tensors.map(({ name }) => name)).toContain('dense3.bias');
    expect(metadata['step']).toBe('3');
  });

  test('writes a module for the numbers where it was asked for', async () => {
    const code = join(folder, 'generator.py');
    const outcome = await exported('pytorch', '--code', code, '--json');
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(jsonResult(outcome)).toMatchObject({ format: 'pytorch', code });
    expect(await readFile(code, 'utf8')).toContain('self.dense3 = nn.Linear(256, 784, bias=True)');
  });

  test('a ZIP holds the run in a folder of its name', async () => {
    expect((await exported('zip')).code).toBe(0);
    const zip = await openZipArchive(join(folder, 'zip'));
    const name = run.split(/[/\\]/).at(-1) ?? '';
    expect(zip.members.map(({ path }) => path)).toContain(`${name}/checkpoints/000003.safetensors`);
    zip.close();
  });

  test.each([
    ['a format that nobody knows', ['gguf'], 'Allowed choices are safetensors, pytorch, onnx, tfjs, zip.'],
    ['both kinds of weights', ['onnx', '--raw', '--ema'], "option '--raw' cannot be used with option '--ema'"],
    ['an average that was not kept', ['onnx', '--ema'], '"mlp-tutorial" keeps no moving average'],
    ['a step without a checkpoint', ['onnx', '--step', '2'], 'has no checkpoint of step 2; choose one of: 3.'],
    ['code that is no Python', ['pytorch', '--code', 'x.txt'], 'Allowed: a file name that ends in .py.'],
    ['code for a model', ['onnx', '--code', 'x.py'], 'Code goes with pytorch and safetensors'],
    ['a ZIP of a step', ['zip', '--step', '3'], 'A ZIP holds the whole run'],
  ])('refuses %s with a sentence', async (_what, [format = '', ...more], sentence) => {
    const outcome = await exported(format, ...more);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toContain(sentence);
  });
});
