import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { decodeImage } from '../../src/main/data/decode-image';
import { openReaders } from '../../src/main/data/recognise';
import { FormatError } from '../../src/main/formats/format-error';
import { readForeignSafetensors } from '../../src/main/formats/foreign-safetensors';
import type { ForeignTensors } from '../../src/main/formats/foreign-tensors';
import { readImageHeader } from '../../src/main/formats/image-header';
import { readKerasArchive, readKerasHdf5 } from '../../src/main/formats/keras-files';
import { encodeNpy } from '../../src/main/formats/npy';
import { readOldPyTorch, readPyTorchZip } from '../../src/main/formats/pytorch';
import { encodeSafetensors } from '../../src/main/formats/safetensors';
import { readTfjs } from '../../src/main/formats/tfjs-files';
import { parseStrictJson } from '../../src/main/formats/strict-json';
import { findCandidates } from '../../src/main/import/candidates';
import { foreignNetworks } from '../../src/main/import/foreign-networks';
import { kerasCandidates } from '../../src/main/import/keras-candidates';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/main/runs/checkpoint';
import { readSheetOrigin } from '../../src/main/runs/sheet-origin';
import { encodeSheet } from '../../src/main/runs/export-sheet';
import { tensorsOf } from '../new-run';
import { tinyRecipe } from '../tiny-recipe';
import { StudioError } from '../../src/shared/studio-error';
import { bmpBytes } from '../bmp-bytes';
import { idxBytes } from '../idx-bytes';
import { zipBytes } from '../tools/zip-fixture';

/** One format: good files to start from, and what reads a damaged one. */
export interface FuzzedFormat {
  readonly name: string;
  readonly seeds: readonly Buffer[];
  /** @throws whatever the reader throws */
  read(bytes: Buffer): Promise<void>;
}

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (7 * index) & 0xff);
const side = 8;

/** @param folder for the file that readers of files are given again and again */
export async function fuzzedFormats(folder: string): Promise<readonly FuzzedFormat[]> {
  const idx = idxBytes([3, 4, 4], counting(48));
  const npy = Buffer.from(encodeNpy([2, 4, 4, 3], counting(96)));
  const rows = [2, 3, 4].map((label) => [label, ...counting(16)].join(','));
  const csv = Buffer.from(
    `label,${Array.from({ length: 16 }, (_, index) => `pixel${index}`).join(',')}\n${rows.join('\n')}\n`,
  );
  const png = await picture().png().toBuffer();
  const zip = zipBytes([
    { name: 'a/1.png', content: png },
    { name: 'b/2.png', content: png, stored: true },
  ]);
  const npz = zipBytes([
    { name: 'x_train.npy', content: npy },
    { name: 'y_train.npy', content: labelsNpy(), stored: true },
  ]);
  const file = (name: string, seeds: readonly Buffer[]): FuzzedFormat => ({
    name,
    seeds,
    read: (bytes) => readSource(join(folder, `${name}-file`), bytes),
  });
  return [
    file('idx', [idx, idxBytes([2, 3, 3, 3], counting(54))]),
    file('idx.gz', [gzipSync(idx)]),
    file('npy', [npy]),
    file('npz', [npz]),
    file('csv', [csv, Buffer.from(rows.join('\r\n'))]),
    file('zip', [zip]),
    ...(await pictureSeeds(png)).map(([name, seeds]) => ({ name, seeds, read: readPicture })),
    ...(await weightFormats(folder)),
  ];
}

const fixture = (name: string): Promise<Buffer> => readFile(resolve('test', 'fixtures', 'import', name));

/** Files that `import` takes: read, and put into networks, as far as that goes without TensorFlow. */
async function weightFormats(folder: string): Promise<readonly FuzzedFormat[]> {
  const [views, oldViews, colour] = [
    await fixture('views.pt'),
    await fixture('views_old.pt'),
    await fixture('colour_mlp.pth'),
  ];
  const weights = { name: '0.weight', dtype: 'float32', shape: [64, 2], data: new Float32Array(128) } as const;
  const safetensors = Buffer.from(encodeSafetensors([weights, { ...weights, name: '2.weight' }], { format: 'pt' }));
  const checkpoint = { step: 5, recipe: tinyRecipe, dataFingerprint: 'f', tensors: tensorsOf(1) };
  const sheetShape = [4, 8, 8, 1] as const;
  const samples = { step: 5, shape: sheetShape, pixels: counting(4 * 64) };
  const sheet = encodeSheet(samples, { columns: 2, scale: 1, recipe: tinyRecipe, latentSeed: 3 });
  return [
    { name: 'safetensors', seeds: [safetensors], read: (bytes) => readWeights(readForeignSafetensors(bytes)) },
    {
      name: 'pytorch-zip',
      seeds: [views, colour],
      read: async (bytes) => readWeights(await readPyTorchZip(bytes)),
    },
    { name: 'old-pytorch', seeds: [oldViews], read: (bytes) => readWeights(readOldPyTorch(bytes)) },
    {
      name: 'hdf5',
      seeds: [
        await fixture('windows.h5'),
        await fixture('dense.weights.h5'),
        await fixture('packed.h5'),
        await fixture('newest.h5'),
      ],
      read: (bytes) => readWeights(readKerasHdf5(bytes)),
    },
    {
      name: 'keras',
      seeds: [await fixture('windows.keras')],
      read: async (bytes) => readWeights(await readKerasArchive(bytes)),
    },
    await tfjsFormat(join(folder, 'tfjs')),
    {
      name: 'checkpoint',
      seeds: [Buffer.from(encodeCheckpoint(checkpoint))],
      read: async (bytes) => void decodeCheckpoint(bytes),
    },
    { name: 'sheet', seeds: [Buffer.from(sheet)], read: async (bytes) => void readSheetOrigin(bytes) },
  ];
}

/** model.json is damaged; the weights beside it stay. */
async function tfjsFormat(folder: string): Promise<FuzzedFormat> {
  await mkdir(folder);
  for (const name of ['group1-shard1of2.bin', 'group1-shard2of2.bin']) {
    await writeFile(join(folder, name), await fixture(join('tfjs', name)));
  }
  const file = join(folder, 'model.json');
  const read = async (bytes: Buffer): Promise<void> => {
    await readWeights(await readTfjs(file, parseStrictJson(bytes.toString('utf8'))));
  };
  return { name: 'tfjs', seeds: [await fixture('tfjs/model.json'), await fixture('tfjs-uint8/model.json')], read };
}

async function readWeights({ tensors, model }: ForeignTensors): Promise<void> {
  for (const { name, shape, data } of tensors) {
    const count = shape.reduce((product, size) => product * size, 1);
    if (data.length !== count) throw new Error(`"${name}" of ${count} numbers has ${data.length}.`);
  }
  if (model === null) findCandidates(foreignNetworks(tensors));
  else kerasCandidates(model, tensors);
}

/** Two labels as a row. */
function labelsNpy(): Buffer {
  const text = encodeNpy([2, 1, 1, 1], counting(2));
  return Buffer.from(Buffer.from(text).toString('latin1').replace('(2, 1, 1, 1)', '(2,)        '), 'latin1');
}

function picture(): Sharp {
  return sharp(counting(10 * 9 * 3), { raw: { width: 10, height: 9, channels: 3 } });
}

async function pictureSeeds(png: Buffer): Promise<readonly (readonly [string, readonly Buffer[]])[]> {
  return [
    [
      'png',
      [png, await picture().png({ palette: true }).toBuffer(), await picture().png({ progressive: true }).toBuffer()],
    ],
    ['jpeg', [await picture().jpeg().toBuffer(), await picture().jpeg({ progressive: true }).toBuffer()]],
    ['webp', [await picture().webp().toBuffer(), await picture().webp({ lossless: true }).toBuffer()]],
    ['gif', [await picture().gif().toBuffer()]],
    [
      'tiff',
      [
        await picture().tiff({ compression: 'none' }).toBuffer(),
        await picture().tiff({ compression: 'lzw' }).toBuffer(),
      ],
    ],
    ['bmp', [bmpBytes(10, 9, counting(270))]],
  ];
}

async function readSource(file: string, bytes: Buffer): Promise<void> {
  await writeFile(file, bytes);
  const { signal } = new AbortController();
  const { training, test } = await openReaders(file, signal);
  for (const reader of [training, test]) {
    if (!reader) continue;
    for await (const block of reader.blocks({ side, channels: 3 }, signal)) {
      const size = block.count * block.height * block.width * block.channels;
      if (block.pixels.length !== size) throw new Error(`A block of ${size} bytes has ${block.pixels.length}.`);
    }
  }
}

async function readPicture(bytes: Buffer): Promise<void> {
  const header = readImageHeader(bytes);
  if (!header) return;
  const { width, height, pixels } = await decodeImage(bytes, header, { side, channels: 3 });
  if (pixels.length !== width * height * 3) throw new Error(`A picture became ${pixels.length} bytes.`);
}

/** Whether a reader refused in words; anything else that it throws is a fault. */
export function isRefusal(error: unknown): boolean {
  return error instanceof StudioError ? error.code === 'data-set-unreadable' : error instanceof FormatError;
}
