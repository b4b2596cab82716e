import { readFile, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { FormatError } from '../formats/format-error';
import { idxHeader, longestIdxHeader, parseIdx, type IdxArray } from '../formats/idx';
import { toldBy } from '../formats/told-by';
import { fingerprintOf, type ImageSet } from './image-set';
import { unreadable } from './unreadable';
import { worded } from '../../shared/wording/worded';

/** Files of one image set; labels may be missing. */
export interface IdxFiles {
  readonly images: string;
  readonly labels: string | null;
}

/** More than the largest of MNIST's relatives (EMNIST, 547 MB), and few enough bytes for one buffer. */
const maximumBytes = 1024 * 1024 * 1024;
const unpackedChunk = 256 * 1024;

/** @throws StudioError `data-set-unreadable`: the file, what was expected and found, what to do. */
export async function readIdxImages(name: string, source: string, files: IdxFiles): Promise<ImageSet> {
  const images = await readIdxFile(files.images);
  const [count, height, width, channels = 1] = images.shape;
  if (count === undefined || height === undefined || width === undefined || images.data.length === 0) {
    throw unreadable(files.images, worded('arrays.noImages', { shape: images.shape.join('x') }));
  }
  const labels = files.labels === null ? null : await readIdxLabels(files.labels, count);
  const set = { name, source, count, height, width, channels, pixels: images.data, labels };
  return { ...set, classCount: labels && highestLabel(labels) + 1, classNames: null, fingerprint: fingerprintOf(set) };
}

/** One label an image, of one byte each. @throws StudioError `data-set-unreadable` */
export async function readIdxLabels(file: string, imageCount: number): Promise<Uint8Array> {
  const { shape, data } = await readIdxFile(file);
  if (shape.length !== 1) throw unreadable(file, worded('arrays.noLabels', { shape: shape.join('x') }));
  if (data.length !== imageCount)
    throw unreadable(file, worded('arrays.labelCount', { labels: data.length, images: imageCount }));
  return data;
}

function highestLabel(labels: Uint8Array): number {
  return labels.reduce((highest, label) => Math.max(highest, label), 0);
}

async function readIdxFile(file: string): Promise<IdxArray> {
  const bytes = await readBytes(file);
  try {
    return parseIdx(bytes);
  } catch (error) {
    if (error instanceof FormatError) throw unreadable(file, error.told, error);
    throw error;
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > maximumBytes) throw tooLarge(size);
    const bytes = await readFile(file);
    return file.endsWith('.gz') ? await unpack(bytes) : bytes;
  } catch (error) {
    throw unreadable(file, toldBy(error), error);
  }
}

/** Unpacks no more than the header inside asks for. */
async function unpack(compressed: Uint8Array): Promise<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: unpackedChunk });
  gunzip.end(compressed);
  const chunks: Buffer[] = [];
  let length = 0;
  let expected: number | undefined;
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (expected === undefined && length >= longestIdxHeader) expected = idxHeader(Buffer.concat(chunks)).fileBytes;
    if (expected !== undefined && expected > maximumBytes) throw tooLarge(expected);
    if (expected !== undefined && length > expected) {
      throw new FormatError(worded('bytes.unpacksBeyondHeader', { expected }));
    }
  }
  return Buffer.concat(chunks);
}

function tooLarge(bytes: number): FormatError {
  return new FormatError(worded('bytes.tooLarge', { bytes, most: maximumBytes }));
}
