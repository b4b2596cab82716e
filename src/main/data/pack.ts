import { createHash, type Hash } from 'node:crypto';
import { createAtomicFile, type AtomicFile } from '../formats/atomic-file';
import type { Labels } from '../../shared/labels';
import { usualPreparation } from '../../shared/preparation';
import type { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { ImageBlock, ImageReader, ImageSizes, PackShape } from './image-reader';
import { emptyLabels } from './image-set';
import { headerPlace, packedMagic, pixelStart, type PackedHeader } from './packed-header';
import { createSquarer, describePreparation } from './square-images';
import { unreadable } from './unreadable';

/** Images read so far. */
export interface PackProgress {
  readonly done: number;
  /** Null where only reading tells. */
  readonly total: number | null;
}

export interface PackOptions {
  readonly shape: PackShape;
  /** Absolute path of the file to write; its folder exists. */
  readonly file: string;
  /** What the header calls its key. */
  readonly key: string;
  readonly signal: AbortSignal;
  onProgress(progress: PackProgress): void;
}

/** Pixels are written in pieces of about this size. Bytes. */
const writtenAtOnce = 4 * 1024 * 1024;

/**
 * Decodes every image of a reader once into a packed file, which appears whole or not at all. Memory does not grow with
 * the number of images but for their labels, two bytes each.
 *
 * @throws StudioError `data-set-unreadable` and those of writing; AbortError
 */
export async function packImages(reader: ImageReader, options: PackOptions): Promise<void> {
  const { shape, key, signal } = options;
  const file = await createAtomicFile(options.file);
  try {
    await file.append(Buffer.alloc(pixelStart));
    const written = await writePixels(reader, file, options);
    if (written.count === 0) throw noImages(reader);
    const classNames = keepsLabels(shape) ? reader.classNames : null;
    const { labels, classCount } = written.labels.finish(classNames?.length ?? null);
    if (labels) await file.append(bytesOf(labels));
    const sizes = sizesOf(reader);
    const header: PackedHeader = {
      formatVersion: 1,
      key,
      name: reader.name,
      format: reader.format,
      count: written.count,
      ...{ side: shape.side, channels: shape.channels },
      labelBytes: labelBytes(labels),
      classCount,
      classNames: classNames ? [...classNames] : null,
      fingerprint: finishFingerprint(written.hash, written.count, shape, labels),
      recipe: describePreparation(shape),
      skipped: { count: reader.findings().skipped.count, examples: [...reader.findings().skipped.examples] },
      smallest: [...sizes.smallest],
      largest: [...sizes.largest],
      sourceChannels: reader.size?.channels ?? null,
    };
    await writeHeader(file, header);
    signal.throwIfAborted();
    await file.commit();
  } finally {
    await file.discard();
  }
}

function keepsLabels({ preparation = usualPreparation }: PackShape): boolean {
  return preparation.labels;
}

interface Written {
  readonly count: number;
  readonly hash: Hash;
  readonly labels: LabelList;
}

async function writePixels(reader: ImageReader, file: AtomicFile, options: PackOptions): Promise<Written> {
  const { shape, signal, onProgress } = options;
  const square = createSquarer(shape);
  const hash = createHash('sha256');
  const labels = new LabelList();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let count = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(bytes);
    await file.append(bytes);
  };
  onProgress({ done: 0, total: reader.expected });
  for await (const block of reader.blocks(shape, signal)) {
    signal.throwIfAborted();
    const pixels = square(block);
    waiting.push(pixels);
    waitingBytes += pixels.length;
    labels.add(keepsLabels(shape) ? block : { ...block, labels: null });
    count += block.count;
    if (waitingBytes >= writtenAtOnce) await flush();
    onProgress({ done: count, total: reader.expected });
  }
  await flush();
  return { count, hash, labels };
}

function noImages({ path, findings }: ImageReader): StudioError {
  const { skipped } = findings();
  const [example] = skipped.examples;
  const why = skipped.count === 0 ? worded('data.holdsNothing') : worded('data.noneOf', { count: skipped.count });
  return unreadable(path, example === undefined ? why : worded('data.withExample', { why, example }));
}

function sizesOf({ size, findings }: ImageReader): ImageSizes {
  const found = findings().sizes;
  if (found) return found;
  if (!size) throw new Error('A reader whose images differ in size must have found out how.');
  const only = [size.height, size.width] as const;
  return { smallest: only, largest: only };
}

function labelBytes(labels: Labels | null): PackedHeader['labelBytes'] {
  if (!labels) return 0;
  return labels instanceof Uint8Array ? 1 : 2;
}

function bytesOf(labels: Labels): Uint8Array {
  return new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength);
}

function finishFingerprint(hash: Hash, count: number, { side, channels }: PackShape, labels: Labels | null): string {
  if (labels) hash.update(bytesOf(labels));
  return hash.update(`${count}x${side}x${side}x${channels}\n`).digest('hex');
}

/** The header goes last, and its place into the room at the beginning. */
async function writeHeader(file: AtomicFile, header: PackedHeader): Promise<void> {
  await file.append(Buffer.from(JSON.stringify(header), 'utf8'));
  const beginning = Buffer.alloc(packedMagic.length + 8);
  packedMagic.copy(beginning);
  beginning.writeBigUInt64LE(BigInt(headerPlace(header)), packedMagic.length);
  await file.overwrite(beginning, 0);
}

/** Collects labels whose number nobody knows beforehand. */
class LabelList {
  #labels = new Uint16Array(1024);
  #count = 0;
  #highest = 0;
  #isLabelled = true;

  add({ count, labels }: ImageBlock): void {
    if (!labels) {
      this.#isLabelled = false;
      return;
    }
    if (this.#count + count > this.#labels.length) {
      const larger = new Uint16Array(2 * (this.#count + count));
      larger.set(this.#labels);
      this.#labels = larger;
    }
    this.#labels.set(labels, this.#count);
    this.#count += count;
    for (let index = 0; index < count; index++) this.#highest = Math.max(this.#highest, labels[index] as number);
  }

  /** @param namedClasses how many classes have a name, null where they have none */
  finish(namedClasses: number | null): { readonly labels: Labels | null; readonly classCount: number | null } {
    if (!this.#isLabelled) return { labels: null, classCount: null };
    const classCount = Math.max(this.#highest + 1, namedClasses ?? 0);
    const labels = emptyLabels(this.#count, classCount);
    labels.set(this.#labels.subarray(0, this.#count));
    return { labels, classCount };
  }
}
