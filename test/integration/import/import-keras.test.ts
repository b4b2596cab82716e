import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { importFile } from '../../../src/main/import/import-file';
import { readRun } from '../../../src/main/runs/read-run';
import { temporaryFolder } from '../../temporary-folder';
import { expectClose } from '../gan/pytorch-fixture';
import { drawFloats } from './draw-floats';

const fixtures = resolve('test', 'fixtures', 'import');

/** What Keras and TensorFlow.js drew. */
interface Recorded {
  readonly latents: readonly number[];
  readonly shape: readonly number[];
  readonly images: readonly number[];
}

function recordedBy(file: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, file), 'utf8'));
}
const keras = recordedBy('expected_keras.json') as Readonly<Record<string, Recorded>>;
const tfjs = recordedBy('expected_tfjs.json') as Recorded;

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

const epsilon = 'Batch norm had the epsilon';
const uneven = 'Kernels that "same" pads unevenly';

describe.each([
  ['windows.keras', keras['windows.keras'], [epsilon]],
  ['windows.h5', keras['windows.h5'], [epsilon]],
  ['tutorial.keras', keras['tutorial.keras'], [epsilon, uneven]],
  ['tutorial.h5', keras['tutorial.h5'], [epsilon, uneven]],
  ['functional.keras', keras['functional.keras'], [epsilon]],
  ['functional.h5', keras['functional.h5'], [epsilon]],
  ['dense.weights.h5', keras['dense.weights.h5'], [epsilon, 'ReLU between the layers']],
  ['tfjs/model.json', tfjs, [epsilon, uneven]],
  ['tfjs-uint8/model.json', tfjs, ['were quantised']],
  ['tfjs-float16/model.json', tfjs, ['were quantised']],
] as const)('%s', (name, recorded, told) => {
  it('draws the images that were drawn of the same latents where it was made', async () => {
    const { latents, images, shape } = recorded as Recorded;
    const runsFolder = join(await temporaryFolder(), 'runs');
    const path = join(fixtures, name);
    const { folder } = await importFile({ path, runsFolder, candidate: null, backend: 'tensorflow' });
    expectClose(name, await drawFloats(folder, latents), images, 1e-5);
    const { record, recipe, sheet } = await readRun(folder);
    for (const sentence of told) expect(record.notices.join(' ')).toContain(sentence);
    expect(sheet?.shape.slice(1)).toEqual(shape.slice(1));
    expect(recipe.data.range).toBe(name.startsWith('functional') ? '[0, 1]' : '[-1, 1]');
  });
});
