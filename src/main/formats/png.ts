import { decode, encode } from 'fast-png';
import { inflateSync } from 'node:zlib';
import { FormatError } from './format-error';

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
}

/** All text lies in one chunk, as a JSON object in which everything beyond ASCII is escaped: PNG text is Latin-1. */
const textKeyword = 'gan-studio';
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const maximumSide = 32_768;
const maximumBytes = 512 * 1024 * 1024;

export function encodePng(image: PngImage, text: Readonly<Record<string, string>>): Uint8Array {
  const { width, height, channels, pixels } = image;
  return encode({ width, height, channels, depth: 8, data: pixels, text: { [textKeyword]: asciiJson(text) } });
}

/**
 * Reads an 8-bit grey or RGB picture without interlacing. Memory is bounded by the size in its header.
 *
 * @throws FormatError with the reason
 */
export function decodePng(bytes: Uint8Array): PngWithText {
  const { width, height, channels } = checkStructure(bytes);
  try {
    const { data, text } = decode(bytes, { checkCrc: true });
    if (!(data instanceof Uint8Array) || data.length !== width * height * channels) {
      throw new FormatError('its pixels do not fill its size');
    }
    return { width, height, channels, pixels: data, text: readText(text[textKeyword]) };
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function asciiJson(value: unknown): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escape);
}

function readText(json: string | undefined): Readonly<Record<string, string>> {
  if (json === undefined) return {};
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new FormatError('its text is not an object');
  if (Object.values(value).some((item) => typeof item !== 'string')) throw new FormatError('its text is not text');
  return value as Record<string, string>;
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** Chunk lengths and the inflated size are checked first, because the decoder trusts both. */
function checkStructure(bytes: Uint8Array): Header {
  if (bytes.length < signature.length || signature.some((byte, index) => bytes[index] !== byte)) {
    throw new FormatError('it is no PNG file');
  }
  let header: Header | undefined;
  const compressed: Uint8Array[] = [];
  for (const { type, data } of readChunks(bytes)) {
    if (!header && type !== 'IHDR') throw new FormatError('its first chunk is not IHDR');
    if (header && type === 'IHDR') throw new FormatError('it has two headers');
    if (type === 'IHDR') header = readHeader(data);
    if (type === 'IDAT') compressed.push(data);
  }
  if (!header) throw new FormatError('it has no header');
  checkInflatedSize(compressed, header.height * (1 + header.width * header.channels));
  return header;
}

function* readChunks(bytes: Uint8Array): Generator<{ type: string; data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const around = 12;
  let offset = signature.length;
  while (offset + around <= bytes.length) {
    const length = view.getUint32(offset);
    const start = offset + 8;
    if (start + length + 4 > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(offset + 4, start));
    yield { type, data: bytes.subarray(start, start + length) };
    offset += around + length;
    if (type === 'IEND') return;
  }
  throw new FormatError('it is cut short');
}

function readHeader(data: Uint8Array): Header {
  if (data.length !== 13) throw new FormatError('its header has the wrong size');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const [depth, colour, , , interlace] = data.subarray(8);
  const channels = colour === 0 ? 1 : colour === 2 ? 3 : undefined;
  if (depth !== 8 || channels === undefined || interlace !== 0) {
    throw new FormatError('it is not an 8-bit grey or RGB picture without interlacing');
  }
  const tooLarge = Math.max(width, height) > maximumSide || width * height * channels > maximumBytes;
  if (width < 1 || height < 1 || tooLarge)
    throw new FormatError(`its size of ${width}x${height} pixels is not allowed`);
  return { width, height, channels };
}

function checkInflatedSize(compressed: readonly Uint8Array[], expected: number): void {
  let found: number;
  try {
    found = inflateSync(Buffer.concat(compressed), { maxOutputLength: expected }).length;
  } catch (error) {
    throw new FormatError('its compressed pixels are damaged or more than its size holds', { cause: error });
  }
  if (found !== expected) throw new FormatError(`its compressed pixels have ${found} bytes instead of ${expected}`);
}
