import { FormatError } from '../formats/format-error';
import { formatShape, type Shape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import type { ByteSource } from './byte-source';
import { imagesPerBlock, type ImageBlock } from './image-reader';

/** Most pixels along a side of an image of an array. */
export const maximumArraySide = 4096;
/** Most images of one data set; their labels and order lie in memory. */
export const maximumImages = 20_000_000;

/** How images lie in an array of numbers. */
export interface ArrayLayout {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Whether each image is [channels, height, width]. */
  readonly channelsFirst: boolean;
}

/**
 * Which axis of an array is which: [count, height, width], with channels last or first, or [count, side * side].
 *
 * @throws FormatError where the shape fits no images
 */
export function arrayLayout(shape: Shape): ArrayLayout {
  const layout = findLayout(shape);
  if (!layout) throw new FormatError(worded('arrays.noImages', { shape: formatShape(shape) }));
  const { count, height, width } = layout;
  const sides = [height, width];
  if (count < 1 || sides.some((side) => side < 1)) {
    throw new FormatError(worded('arrays.zeroSize', { shape: formatShape(shape) }));
  }
  if (count > maximumImages || sides.some((side) => side > maximumArraySide)) {
    const most = `${maximumImages} images of ${maximumArraySide}x${maximumArraySide} pixels`;
    throw new FormatError(worded('arrays.tooLarge', { shape: formatShape(shape), most }));
  }
  return layout;
}

function findLayout(shape: Shape): ArrayLayout | null {
  const [count = 0, second = 0, third = 0, fourth = 0] = shape;
  const channelsOf = (size: number): 1 | 3 | null => (size === 1 || size === 3 ? size : null);
  if (shape.length === 2) {
    const side = Math.sqrt(second);
    return Number.isInteger(side) ? { count, height: side, width: side, channels: 1, channelsFirst: false } : null;
  }
  if (shape.length === 3) return { count, height: second, width: third, channels: 1, channelsFirst: false };
  if (shape.length !== 4) return null;
  const last = channelsOf(fourth);
  if (last !== null) return { count, height: second, width: third, channels: last, channelsFirst: false };
  const first = channelsOf(second);
  return first === null ? null : { count, height: third, width: fourth, channels: first, channelsFirst: true };
}

/** Turns the bytes of some numbers into pixels. `firstImage` counts from 0, for a message. */
export type NumberDecoder = (bytes: Uint8Array, firstImage: number, imageNumbers: number) => Uint8Array;

/**
 * The images of an array, block by block.
 *
 * @param source stands before the first number
 * @throws FormatError where the numbers end early or go on after the last image
 */
export async function* arrayBlocks(
  source: ByteSource,
  layout: ArrayLayout,
  numberBytes: number,
  decode: NumberDecoder,
  labels: ArrayLike<number> | null,
  signal: AbortSignal,
): AsyncGenerator<ImageBlock> {
  const { count, height, width, channels, channelsFirst } = layout;
  const imageNumbers = height * width * channels;
  const perBlock = imagesPerBlock(imageNumbers * numberBytes);
  for (let start = 0; start < count; start += perBlock) {
    signal.throwIfAborted();
    const some = Math.min(perBlock, count - start);
    const decoded = decode(await source.take(some * imageNumbers * numberBytes), start, imageNumbers);
    const pixels = channelsFirst && channels === 3 ? interleave(decoded, height * width) : decoded;
    const blockLabels = labels && Array.from({ length: some }, (_, index) => labels[start + index] as number);
    yield { count: some, height, width, channels, pixels, labels: blockLabels };
  }
  if ((await source.peek(1)).length > 0) {
    throw new FormatError(worded('arrays.goesOn', { count }));
  }
}

/** [image, 3, area] → [image, area, 3] */
function interleave(planes: Uint8Array, area: number): Uint8Array {
  const pixels = new Uint8Array(planes.length);
  for (let image = 0; image < planes.length; image += area * 3) {
    for (let place = 0; place < area; place++) {
      for (let channel = 0; channel < 3; channel++) {
        pixels[image + place * 3 + channel] = planes[image + channel * area + place] as number;
      }
    }
  }
  return pixels;
}
