import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classifierFile, keepClassifier, readClassifier } from '../../../../../src/main/gan/judge/classifier-file';
import type { NamedTensor } from '../../../../../src/shared/tensor';
import { temporaryFolder } from '../../../../temporary-folder';

const origin = '{"classifierVersion":1,"fingerprint":"abc"}';
const tensors: readonly NamedTensor[] = [
  { name: 'classifier/conv1/weight', dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, -2, 3, 0.5) },
  { name: 'classifier/norm1/runningMean', dtype: 'float32', shape: [1], data: Float32Array.of(7) },
];

test('weights come back as they were kept, in a folder that did not exist', async () => {
  const folder = join(await temporaryFolder(), 'judge');
  await keepClassifier(folder, origin, tensors);
  expect(await readClassifier(folder, origin)).toEqual(tensors);
});

test('weights of another origin are another file', async () => {
  const folder = await temporaryFolder();
  await keepClassifier(folder, origin, tensors);
  expect(await readClassifier(folder, origin.replace('abc', 'abd'))).toBeNull();
});

test('weights under the name of another origin are refused', async () => {
  const folder = await temporaryFolder();
  const other = origin.replace('abc', 'abd');
  await keepClassifier(folder, other, tensors);
  await writeFile(classifierFile(folder, origin), await readFile(classifierFile(folder, other)));
  await expect(readClassifier(folder, origin)).rejects.toThrow('something else than these weights');
});

test('a single changed bit anywhere in the numbers is found', async () => {
  const folder = await temporaryFolder();
  await keepClassifier(folder, origin, tensors);
  const file = classifierFile(folder, origin);
  const good = await readFile(file);
  for (let place = good.length - 20; place < good.length; place++) {
    const bad = Uint8Array.from(good);
    bad[place] = (bad[place] ?? 0) ^ 4;
    await writeFile(file, bad);
    await expect(readClassifier(folder, origin)).rejects.toThrow('checksum');
  }
});
