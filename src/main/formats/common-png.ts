import { FormatError } from './format-error';
import { inflateRows, readPngChunks, readPngHeader, startsLikePng } from './png-chunks';
import { worded } from '../../shared/wording/worded';

/** A picture in colour. */
export interface RgbImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** [height, width, 3], red, green, blue, 0 to 255. */
  readonly pixels: Uint8Array;
}

interface Header {
  readonly width: number;
  readonly height: number;
  /** Bytes a pixel: grey, grey + alpha or a palette's index, RGB, RGBA. */
  readonly samples: 1 | 2 | 3 | 4;
  readonly hasPalette: boolean;
}

const samplesByColourType: Readonly<Record<number, Header['samples']>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Colour profiles, orientation, transparent colours and animation change what is seen. */
const unusualChunks = ['iCCP', 'eXIf', 'tRNS', 'acTL', 'gAMA', 'cHRM', 'cICP'];
const white = 255;

/**
 * Decodes PNG pictures of the kind that data sets are made of, about ten times as fast as a general decoder, whose cost
 * of starting outweighs a small picture: 8 bits, not interlaced, no profile. Transparent parts lie on white.
 *
 * @returns null where the picture is of another kind or larger, and is to be given to a general decoder
 * @throws FormatError where it is damaged
 */
export function decodeCommonPng(bytes: Uint8Array, maximumPixels: number): RgbImage | null {
  if (!startsLikePng(bytes)) return null;
  let header: Header | null = null;
  let palette: Uint8Array | null = null;
  const compressed: Uint8Array[] = [];
  for (const { type, data } of readPngChunks(bytes)) {
    if (unusualChunks.includes(type)) return null;
    if (type === 'IHDR') header = commonHeader(data, maximumPixels);
    else if (type === 'PLTE') palette = data;
    else if (type === 'IDAT') compressed.push(data);
    if (!header) return null;
  }
  if (!header || (header.hasPalette && !palette)) throw new FormatError(worded('png.noPalette'));
  const { width, height, samples } = header;
  const rows = unfilter(header, inflateRows(Buffer.concat(compressed), height * (1 + width * samples)));
  return { width, height, pixels: toRgb(rows, header, palette) };
}

function commonHeader(data: Uint8Array, maximumPixels: number): Header | null {
  const { width, height, depth, colourType, isInterlaced } = readPngHeader(data);
  const samples = samplesByColourType[colourType];
  const isCommon = depth === 8 && !isInterlaced && width >= 1 && height >= 1 && width * height <= maximumPixels;
  return samples === undefined || !isCommon ? null : { width, height, samples, hasPalette: colourType === 3 };
}

/** Undoes the row filters of PNG, in place; the filter bytes stay where they are. */
function unfilter({ width, height, samples }: Header, rows: Uint8Array): Uint8Array {
  const line = 1 + width * samples;
  for (let row = 0; row < height; row++) {
    const start = row * line + 1;
    unfilterRow(rows, start, start + line - 1, row === 0 ? 0 : line, samples, rows[start - 1] as number);
  }
  return rows;
}

/**
 * One loop a filter: a choice within the loop would cost more than the arithmetic.
 *
 * @param back bytes to the row above; 0 in the first row, above which all is zero
 */
function unfilterRow(rows: Uint8Array, start: number, end: number, back: number, step: number, filter: number): void {
  if (filter > 4) throw new FormatError(worded('png.filter', { filter }));
  if (back === 0) return unfilterFirstRow(rows, start, end, step, filter);
  const inner = Math.min(start + step, end);
  if (filter === 1) for (let at = inner; at < end; at++) rows[at] = byte(rows, at) + byte(rows, at - step);
  if (filter === 2) for (let at = start; at < end; at++) rows[at] = byte(rows, at) + byte(rows, at - back);
  if (filter === 3) {
    for (let at = start; at < inner; at++) rows[at] = byte(rows, at) + (byte(rows, at - back) >> 1);
    for (let at = inner; at < end; at++)
      rows[at] = byte(rows, at) + ((byte(rows, at - step) + byte(rows, at - back)) >> 1);
  }
  if (filter === 4) {
    for (let at = start; at < inner; at++) rows[at] = byte(rows, at) + byte(rows, at - back);
    for (let at = inner; at < end; at++) {
      rows[at] = byte(rows, at) + paeth(byte(rows, at - step), byte(rows, at - back), byte(rows, at - back - step));
    }
  }
}

function unfilterFirstRow(rows: Uint8Array, start: number, end: number, step: number, filter: number): void {
  if (filter === 0 || filter === 2) return;
  const half = filter === 3 ? 1 : 0;
  for (let at = start + step; at < end; at++) rows[at] = byte(rows, at) + (byte(rows, at - step) >> half);
}

function byte(rows: Uint8Array, at: number): number {
  return rows[at] as number;
}

function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function toRgb(rows: Uint8Array, header: Header, palette: Uint8Array | null): Uint8Array {
  const { width, height, samples, hasPalette } = header;
  const pixels = new Uint8Array(width * height * 3);
  if (samples === 3) {
    const line = width * 3;
    for (let row = 0; row < height; row++) {
      const start = row * (1 + line) + 1;
      pixels.set(rows.subarray(start, start + line), row * line);
    }
    return pixels;
  }
  let to = 0;
  for (let row = 0; row < height; row++) {
    let from = row * (1 + width * samples) + 1;
    for (let column = 0; column < width; column++, from += samples) {
      const alpha = samples > 1 ? (rows[from + samples - 1] as number) : 255;
      for (let channel = 0; channel < 3; channel++) {
        const value = hasPalette
          ? palette?.[(rows[from] as number) * 3 + channel]
          : rows[from + (samples === 4 ? channel : 0)];
        if (value === undefined) throw new FormatError(worded('png.colour'));
        pixels[to++] = alpha === 255 ? value : Math.round((value * alpha + white * (255 - alpha)) / 255);
      }
    }
  }
  return pixels;
}
