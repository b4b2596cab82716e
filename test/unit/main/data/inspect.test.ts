import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectDataSet } from '../../../../src/main/data/inspect';
import { idxBytes } from '../../../idx-bytes';
import { temporaryFolder } from '../../../temporary-folder';

const side = 8;

async function idxFolder(trainingLabels: readonly number[], testLabels: readonly number[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const [part, labels] of [
    ['train', trainingLabels],
    ['t10k', testLabels],
  ] as const) {
    const images = idxBytes([labels.length, side, side], new Uint8Array(labels.length * side * side));
    await writeFile(join(folder, `${part}-images-idx3-ubyte`), images);
    await writeFile(join(folder, `${part}-labels-idx1-ubyte`), idxBytes([labels.length], Uint8Array.from(labels)));
  }
  return folder;
}

test('a class that only the test images show is told as well, as training tells it', async () => {
  const source = await idxFolder([0, 1, 1], [3, 0]);
  const shape = { side, channels: 1 } as const;
  const { report } = await inspectDataSet(source, { shape, cacheFolder: await temporaryFolder() });
  expect(report).toMatchObject({ count: 3, testCount: 2, sizes: { smallest: [8, 8], largest: [8, 8] }, channels: 1 });
  expect(report.classes).toEqual([
    { name: '0', count: 1 },
    { name: '1', count: 2 },
    { name: '2', count: 0 },
    { name: '3', count: 0 },
  ]);
});
