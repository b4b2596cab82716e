import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { FormatError } from './format-error';
import { inflateRows, pngHeaderBytes, pngSignature, readPngChunks, readPngHeader, startsLikePng } from './png-chunks';
import { worded } from '../../shared/wording/worded';

export interface PngImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** 1 = grey, 3 = red, green, blue. */
  readonly channels: 1 | 3;
  /** [height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
}

export interface PngWithText extends PngImage {
  /** What `encodePng` was given; empty for a picture from elsewhere. */
  readonly text: Readonly<Record<string, string>>;
  /** The long text that `encodePng` was given; left out where it was given none. */
  readonly longText?: string;
}

/** All text lies in one chunk, as a JSON object in which everything beyond ASCII is escaped: PNG text is Latin-1. */
const textKeyword = 'gan-studio';
/** Long text lies in a compressed chunk, where programs that show a picture's text leave it alone. */
const longTextKeyword = 'gan-studio-recipe';
const longestText = 4 * 1024 * 1024;
const colourTypes = { 1: 0, 3: 2 } as const;
const bitDepth = 8;
/** Pixels. */
export const maximumSide = 32_768;
/** Of all pixels. */
export const maximumBytes = 512 * 1024 * 1024;

export interface PngExtras {
  /** ASCII, kept compressed; for example a recipe. */
  readonly longText?: string;
  /** Pixels a metre on paper, in both directions; left out: the file names no size. */
  readonly pixelsPerMetre?: number;
}

/** An 8-bit picture after https://www.w3.org/TR/png-3/, rows unfiltered. */
export function encodePng(image: PngImage, text: Readonly<Record<string, string>>, extras: PngExtras = {}): Uint8Array {
  const { header, texts } = pngHead(image, text, extras);
  return Buffer.concat([
    pngSignature,
    header,
    texts,
    encodeChunk('IDAT', deflateSync(withFilterBytes(image))),
    encodeChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The chunks that stand before the pixels: IHDR, and what the picture says of itself. */
export function pngHead(
  { width, height, channels, pixels }: PngImage,
  text: Readonly<Record<string, string>>,
  { longText, pixelsPerMetre }: PngExtras,
): { readonly header: Buffer; readonly texts: Buffer } {
  if (pixels.length !== width * height * channels) {
    throw new RangeError(`${pixels.length} numbers do not fill ${width}x${height}x${channels}.`);
  }
  const header = Buffer.alloc(pngHeaderBytes);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, colourTypes[channels]], 8);
  const texts = [
    ...(pixelsPerMetre === undefined ? [] : [encodeChunk('pHYs', physicalSize(pixelsPerMetre))]),
    encodeChunk('tEXt', Buffer.from(`${textKeyword}\0${asciiJson(text)}`, 'latin1')),
    ...(longText === undefined ? [] : [encodeChunk('zTXt', packLongText(longText))]),
  ];
  return { header: encodeChunk('IHDR', header), texts: Buffer.concat(texts) };
}

function physicalSize(pixelsPerMetre: number): Buffer {
  const data = Buffer.alloc(9);
  data.writeUInt32BE(pixelsPerMetre, 0);
  data.writeUInt32BE(pixelsPerMetre, 4);
  // the unit is the metre
  data[8] = 1;
  return data;
}

export function encodeChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** Each row behind a zero, which says that it is not filtered. */
export function withFilterBytes({ width, height, channels, pixels }: PngImage): Uint8Array {
  const row = width * channels;
  const rows = new Uint8Array(height * (1 + row));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * row, (y + 1) * row), y * (1 + row) + 1);
  return rows;
}

/** JSON in which everything beyond ASCII is escaped. */
export function asciiJson(value: unknown): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escape);
}

function packLongText(text: string): Buffer {
  const deflated = deflateSync(Buffer.from(text, 'latin1'));
  // the zero behind the keyword's names the method of packing
  return Buffer.concat([Buffer.from(`${longTextKeyword}\0\0`, 'latin1'), deflated]);
}

/**
 * Reads an 8-bit grey or RGB picture without interlacing and row filters, as `encodePng` writes them. Every checksum
 * is checked, and memory is bounded by the size in the header.
 *
 * @throws FormatError with the reason
 */
export function decodePng(bytes: Uint8Array): PngWithText {
  let header: Omit<PngImage, 'pixels'> | undefined;
  let text: PngWithText['text'] = {};
  let longText: string | undefined;
  const compressed: Uint8Array[] = [];
  if (!startsLikePng(bytes)) throw new FormatError(worded('png.none'));
  for (const { type, data } of readPngChunks(bytes)) {
    if (!header !== (type === 'IHDR')) throw new FormatError(worded('png.firstHeader'));
    if (type === 'IHDR') header = readHeader(data);
    else if (type === 'IDAT') compressed.push(data);
    else if (type === 'tEXt') text = readText(data) ?? text;
    else if (type === 'zTXt') longText = readLongText(data) ?? longText;
    else if (type !== 'IEND' && isCritical(type)) throw new FormatError(worded('png.chunk', { chunk: type }));
  }
  if (!header) throw new FormatError(worded('png.noHeader'));
  return {
    ...header,
    pixels: readPixels(header, Buffer.concat(compressed)),
    text,
    ...(longText !== undefined && { longText }),
  };
}

/** Capital letters mark what nobody may pass over. */
function isCritical(type: string): boolean {
  return /^[A-Z]/.test(type);
}

function readHeader(data: Uint8Array): Omit<PngImage, 'pixels'> {
  const { width, height, depth, colourType, isInterlaced } = readPngHeader(data);
  const channels = ([1, 3] as const).find((count) => colourTypes[count] === colourType);
  if (depth !== bitDepth || channels === undefined || isInterlaced) {
    throw new FormatError(worded('png.kind'));
  }
  const tooLarge = Math.max(width, height) > maximumSide || width * height * channels > maximumBytes;
  if (width < 1 || height < 1 || tooLarge) throw new FormatError(worded('picture.size', { width, height }));
  return { width, height, channels };
}

/** The text that `encodePng` was given, or nothing where the chunk holds other text. */
function readText(data: Uint8Array): Readonly<Record<string, string>> | undefined {
  const [keyword, ...rest] = Buffer.from(data).toString('latin1').split('\0');
  if (keyword !== textKeyword) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(rest.join('\0'));
  } catch (error) {
    throw new FormatError(worded('png.textNoJson'), { cause: error });
  }
  if (typeof value !== 'object' || value === null) throw new FormatError(worded('png.textNoObject'));
  if (Object.values(value).some((item) => typeof item !== 'string')) throw new FormatError(worded('png.textNoText'));
  return value as Record<string, string>;
}

/** The long text that `encodePng` was given, or nothing where the chunk is another program's. */
function readLongText(data: Uint8Array): string | undefined {
  const start = Buffer.from(`${longTextKeyword}\0\0`, 'latin1');
  if (!start.equals(data.subarray(0, start.length))) return undefined;
  try {
    return inflateSync(data.subarray(start.length), { maxOutputLength: longestText }).toString('latin1');
  } catch (error) {
    throw new FormatError(worded('png.longText'), { cause: error });
  }
}

function readPixels({ width, height, channels }: Omit<PngImage, 'pixels'>, compressed: Uint8Array): Uint8Array {
  const row = width * channels;
  const rows = inflateRows(compressed, height * (1 + row));
  const pixels = new Uint8Array(height * row);
  for (let y = 0; y < height; y++) {
    const start = y * (1 + row);
    if (rows[start] !== 0) throw new FormatError(worded('png.filtered'));
    pixels.set(rows.subarray(start + 1, start + 1 + row), y * row);
  }
  return pixels;
}
