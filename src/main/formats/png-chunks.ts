import { crc32, inflateSync } from 'node:zlib';
import { FormatError } from './format-error';
import { worded } from '../../shared/wording/worded';

/** A piece of a PNG file, checksum right. */
export interface PngChunk {
  /** Four characters, for example `IDAT`. */
  readonly type: string;
  readonly data: Uint8Array;
}

/** What IHDR says, unchecked. */
export interface PngHeader {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bits a sample. */
  readonly depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGBA. */
  readonly colourType: number;
  readonly isInterlaced: boolean;
}

export const pngHeaderBytes = 13;
/** What every PNG file begins with. */
export const pngSignature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * The chunks of a PNG file up to its last, after https://www.w3.org/TR/png-3/. Their data are views of the file.
 *
 * @param bytes a file that begins with `pngSignature`
 * @throws FormatError where it is cut short or a checksum does not match
 */
export function* readPngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let type = '';
  for (let offset = pngSignature.length; type !== 'IEND';) {
    if (offset + 12 > file.length) throw new FormatError(worded('bytes.cut'));
    const end = offset + 8 + file.readUInt32BE(offset);
    if (end + 4 > file.length) throw new FormatError(worded('bytes.cut'));
    type = file.toString('latin1', offset + 4, offset + 8);
    if (crc32(file.subarray(offset + 4, end)) !== file.readUInt32BE(end)) {
      throw new FormatError(worded('png.checksum', { chunk: type.replace(/[^\x20-\x7e]/g, '?') }));
    }
    yield { type, data: file.subarray(offset + 8, end) };
    offset = end + 4;
  }
}

export function startsLikePng(bytes: Uint8Array): boolean {
  return pngSignature.equals(bytes.subarray(0, pngSignature.length));
}

/** @throws FormatError where IHDR has another size */
export function readPngHeader(data: Uint8Array): PngHeader {
  if (data.length !== pngHeaderBytes) throw new FormatError(worded('png.headerSize'));
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [depth, colourType, interlace] = [view.getUint8(8), view.getUint8(9), view.getUint8(12)];
  return { width: view.getUint32(0), height: view.getUint32(4), depth, colourType, isInterlaced: interlace !== 0 };
}

/**
 * Unpacks the joined data of IDAT chunks, never to more than is expected.
 *
 * @param expected bytes of all rows with their filter bytes
 * @throws FormatError where they are damaged, more or fewer
 */
export function inflateRows(compressed: Uint8Array, expected: number): Uint8Array {
  let rows: Uint8Array;
  try {
    rows = inflateSync(compressed, { maxOutputLength: expected });
  } catch (error) {
    throw new FormatError(worded('png.damaged'), { cause: error });
  }
  if (rows.length !== expected) throw new FormatError(worded('png.pixels', { found: rows.length, expected }));
  return rows;
}
