import type { RgbImage } from '../formats/common-png';
import { FormatError } from '../formats/format-error';
import { readImageHeader, type ImageHeader } from '../formats/image-header';
import { StudioError } from '../../shared/studio-error';
import { worded, type Worded } from '../../shared/wording/worded';
import { toldBy } from '../formats/told-by';
import { decodeImage } from './decode-image';
import { mostExamples, type Findings, type ImageBlock, type ImageSizes, type PackShape } from './image-reader';
import { mapInOrder } from './in-order';
import { createSquarer } from './square-images';
import { isAbort } from './unreadable';

/** One file that may be a picture. */
export interface ImageFile {
  /** Within the source, as errors name it. */
  readonly place: string;
  /** Bytes. */
  readonly size: number;
  /** Null where the source has no classes. */
  readonly label: number | null;
  read(): Promise<Uint8Array>;
}

/** Largest file of one picture. Bytes. */
const mostFileBytes = 256 * 1024 * 1024;
/** Files above it, or pictures of more pixels, are decoded one at a time. */
const largeFileBytes = 4 * 1024 * 1024;
const largePixels = 4_000_000;
const underwayAtOnce = 16;
const imagesPerBlock = 32;

type Outcome =
  | {
      readonly outcome: 'decoded';
      readonly pixels: Uint8Array;
      readonly size: readonly [number, number];
      readonly label: number | null;
    }
  | { readonly outcome: 'skipped'; readonly sentence: Worded };

/** Decodes pictures in order, several at once, and keeps count of what is passed over. */
export interface ImageFilesReading {
  blocks(files: Iterable<ImageFile>, target: PackShape, signal: AbortSignal): AsyncGenerator<ImageBlock>;
  findings(): Findings;
}

export function createImageFilesReading(): ImageFilesReading {
  let findings = new FindingsCount();
  return {
    async *blocks(files, target, signal) {
      findings = new FindingsCount();
      const oneAtATime = createQueue();
      const square = createSquarer({ ...target, channels: 3 });
      let decoded: Extract<Outcome, { outcome: 'decoded' }>[] = [];
      for await (const outcome of mapInOrder(files, underwayAtOnce, (file) =>
        decodeFile(file, target, square, signal, oneAtATime),
      )) {
        signal.throwIfAborted();
        findings.add(outcome);
        if (outcome.outcome === 'decoded') decoded.push(outcome);
        if (decoded.length < imagesPerBlock) continue;
        yield asBlock(decoded, target.side);
        decoded = [];
      }
      if (decoded.length > 0) yield asBlock(decoded, target.side);
    },
    findings: () => findings.result(),
  };
}

type Squarer = ReturnType<typeof createSquarer>;
type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs one piece of work after the other. */
function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

async function decodeFile(
  file: ImageFile,
  target: PackShape,
  square: Squarer,
  signal: AbortSignal,
  oneAtATime: Queue,
): Promise<Outcome> {
  try {
    signal.throwIfAborted();
    if (file.size > mostFileBytes)
      throw new FormatError(worded('bytes.tooLarge', { bytes: file.size, most: mostFileBytes }));
    const decode = async (): Promise<Outcome> => {
      const bytes = await file.read();
      const header = readImageHeader(bytes);
      if (!header) throw new FormatError(worded('picture.unknown'));
      const image = await decodeSized(bytes, header, target, file.size > largeFileBytes ? null : oneAtATime);
      const pixels = square({ count: 1, channels: 3, labels: null, ...image });
      return { outcome: 'decoded', pixels, size: [header.height, header.width], label: file.label };
    };
    return await (file.size > largeFileBytes ? oneAtATime(decode) : decode());
  } catch (error) {
    if (isAbort(error) || error instanceof StudioError) throw error;
    return { outcome: 'skipped', sentence: worded('data.skipped', { place: file.place, reason: toldBy(error) }) };
  }
}

/** @param queue null where this picture already waited its turn */
function decodeSized(
  bytes: Uint8Array,
  header: ImageHeader,
  target: PackShape,
  queue: Queue | null,
): Promise<RgbImage> {
  const decode = (): Promise<RgbImage> => decodeImage(bytes, header, target);
  return queue && header.width * header.height > largePixels ? queue(decode) : decode();
}

function asBlock(images: readonly Extract<Outcome, { outcome: 'decoded' }>[], side: number): ImageBlock {
  const labels = images.map(({ label }) => label);
  return {
    count: images.length,
    height: side,
    width: side,
    channels: 3,
    pixels: Buffer.concat(images.map(({ pixels }) => pixels)),
    labels: labels.every((label) => label !== null) ? labels : null,
  };
}

/** About so many items at even distances, from the first on. */
export function evenly<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, place) => items[Math.floor((place * items.length) / count)] as Item);
}

class FindingsCount {
  #skipped = 0;
  readonly #examples: Worded[] = [];
  #smallest: readonly [number, number] | null = null;
  #largest: readonly [number, number] | null = null;

  add(outcome: Outcome): void {
    if (outcome.outcome === 'skipped') {
      this.#skipped++;
      if (this.#examples.length < mostExamples) this.#examples.push(outcome.sentence);
      return;
    }
    const { size } = outcome;
    const area = size[0] * size[1];
    if (!this.#smallest || area < this.#smallest[0] * this.#smallest[1]) this.#smallest = size;
    if (!this.#largest || area > this.#largest[0] * this.#largest[1]) this.#largest = size;
  }

  result(): Findings {
    const sizes: ImageSizes | null =
      this.#smallest && this.#largest ? { smallest: this.#smallest, largest: this.#largest } : null;
    return { skipped: { count: this.#skipped, examples: this.#examples }, sizes };
  }
}
