import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { readTfjs } from '../../../../src/main/formats/tfjs-files';
import { temporaryFolder } from '../../../temporary-folder';
import { worded } from '../../../../src/shared/wording/worded';

const whole = join('test', 'fixtures', 'import', 'tfjs', 'model.json');

async function modelOf(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8')) as unknown;
}

test('weights that run over several files are joined', async () => {
  const { format, tensors, model, notes } = await readTfjs(whole, await modelOf(whole));
  expect(format).toBe('tfjs');
  expect(tensors[0]).toMatchObject({ name: 'dense_Dense1/kernel', shape: [5, 96], dtype: 'float32' });
  expect(model).toMatchObject({ class_name: 'Sequential' });
  expect(notes).toEqual([]);
});

test.each(['tfjs-uint8', 'tfjs-float16'])('%s is taken back to the same numbers', async (name) => {
  const { tensors } = await readTfjs(whole, await modelOf(whole));
  const file = join('test', 'fixtures', 'import', name, 'model.json');
  const quantised = await readTfjs(file, await modelOf(file));
  expect(quantised.tensors.map(({ data }) => data)).toEqual(tensors.map(({ data }) => data));
  expect(quantised.notes).toEqual([worded('note.quantised')]);
});

/** A model.json of one weight of two numbers, changed. */
function model(change: { paths?: unknown; weights?: unknown; format?: string; topology?: object } = {}): object {
  const { paths = ['w.bin'], weights = [{ name: 'a/kernel', shape: [2], dtype: 'float32' }] } = change;
  const { format = 'layers-model', topology = {} } = change;
  return { format, modelTopology: topology, weightsManifest: [{ paths, weights }] };
}

async function folderWithWeights(): Promise<string> {
  const folder = join(await temporaryFolder(), 'model');
  await mkdir(folder);
  await writeFile(join(folder, 'w.bin'), new Uint8Array(8));
  await writeFile(join(folder, '..', 'outside.bin'), new Uint8Array(8));
  await symlink('../outside.bin', join(folder, 'link.bin'));
  return folder;
}

describe('hostile models are refused', () => {
  test.each([
    ['a path above its folder', model({ paths: ['../outside.bin'] }), 'do not lie beside it'],
    ['an absolute path', model({ paths: ['/etc/hostname'] }), 'do not lie beside it'],
    ['a path of Windows', model({ paths: ['..\\outside.bin'] }), 'do not lie beside it'],
    ['an address', model({ paths: ['https://example.org/w.bin'] }), 'do not lie beside it'],
    ['a hidden name', model({ paths: ['.w.bin'] }), 'do not lie beside it'],
    ['a link that leads out', model({ paths: ['link.bin'] }), 'lead out of its folder'],
    ['a file that is missing', model({ paths: ['x.bin'] }), 'are missing'],
    ['too many numbers', model({ weights: [{ name: 'a', shape: [3], dtype: 'float32' }] }), 'beyond the end'],
    ['too few numbers', model({ weights: [{ name: 'a', shape: [1], dtype: 'float32' }] }), 'belong to no weight'],
    ['numbers beyond count', model({ weights: [{ name: 'a', shape: [1e9, 1e9], dtype: 'float32' }] }), 'may hold'],
    ['a negative size', model({ weights: [{ name: 'a', shape: [-2], dtype: 'float32' }] }), 'no valid shape'],
    ['a name twice', model({ weights: [1, 2].map(() => ({ name: 'a', shape: [1], dtype: 'float32' })) }), '"a" twice'],
    ['texts', model({ weights: [{ name: 'a', shape: [2], dtype: 'string' }] }), 'string, which is not read'],
    [
      'an unknown quantisation',
      model({ weights: [{ name: 'a', shape: [2], dtype: 'float32', quantization: { dtype: 'int3' } }] }),
      'unknown kind',
    ],
    ['a graph model', model({ format: 'graph-model' }), 'save it as a LayersModel'],
    ['a graph model that hides', model({ topology: { node: [] } }), 'save it as a LayersModel'],
    ['no names of files', model({ paths: 'w.bin' }), 'names no files'],
  ])('%s', async (_what, value, reason) => {
    const folder = await folderWithWeights();
    const reading = readTfjs(join(folder, 'model.json'), value);
    await expect(reading).rejects.toThrow(FormatError);
    await expect(reading).rejects.toThrow(reason);
  });
});
