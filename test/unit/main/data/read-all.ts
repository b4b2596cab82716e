import { openReaders } from '../../../../src/main/data/recognise';
import type { Findings, ImageReader, PackShape } from '../../../../src/main/data/image-reader';
import { inWords } from '../../../../src/shared/wording/worded';

export interface WholeSource {
  readonly reader: ImageReader;
  /** [height, width, channels] of each image. */
  readonly shapes: readonly (readonly number[])[];
  /** Pixels of each image. */
  readonly images: readonly (readonly number[])[];
  readonly labels: readonly (number | null)[];
  /** With what was passed over in English. */
  readonly findings: Findings;
}

/** Every training image at a path, as its reader hands it out. */
export async function readAll(path: string, target: PackShape = { side: 8, channels: 3 }): Promise<WholeSource> {
  const { signal } = new AbortController();
  const { training: reader } = await openReaders(path, signal);
  return readEverything(reader, target);
}

export async function readEverything(reader: ImageReader, target: PackShape): Promise<WholeSource> {
  const shapes: number[][] = [];
  const images: number[][] = [];
  const labels: (number | null)[] = [];
  for await (const block of reader.blocks(target, new AbortController().signal)) {
    const size = block.height * block.width * block.channels;
    for (let index = 0; index < block.count; index++) {
      shapes.push([block.height, block.width, block.channels]);
      images.push([...block.pixels.subarray(index * size, (index + 1) * size)]);
      labels.push(block.labels?.[index] ?? null);
    }
  }
  const { skipped, sizes } = reader.findings();
  const examples = skipped.examples.map((example) => inWords(example, 'en'));
  return { reader, shapes, images, labels, findings: { skipped: { ...skipped, examples }, sizes } };
}
