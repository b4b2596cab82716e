import { FormatError } from './format-error';
import { worded } from '../../shared/wording/worded';

export interface BmpImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** [height, width, 3], red, green, blue, 0 to 255, top row first. */
  readonly pixels: Uint8Array;
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  readonly compression: number;
  /** Bytes of the information header. */
  readonly headerBytes: number;
  /** Where the pixels begin. Bytes. */
  readonly start: number;
  /** Bytes of a row, padded to four. */
  readonly stride: number;
  readonly coloursUsed: number;
}

const fileHeaderBytes = 14;
const headerSizes = [40, 52, 56, 108, 124];
const bitCounts = [1, 4, 8, 16, 24, 32] as const;
const uncompressed = 0;
const bitFields = 3;

/**
 * An uncompressed Windows bitmap of 1 to 32 bits a pixel; a fourth channel is passed over.
 *
 * @param maximumPixels refused above it, before anything is allocated
 * @throws FormatError with the reason
 */
export function decodeBmp(bytes: Uint8Array, maximumPixels: number): BmpImage {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const layout = readLayout(file, maximumPixels);
  const { width, height, topDown, stride, start } = layout;
  const readPixel = pixelReader(file, layout);
  const pixels = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const line = start + (topDown ? row : height - 1 - row) * stride;
    for (let column = 0; column < width; column++) {
      const colour = readPixel(line, column);
      const target = (row * width + column) * 3;
      pixels[target] = colour >>> 16;
      pixels[target + 1] = (colour >>> 8) & 0xff;
      pixels[target + 2] = colour & 0xff;
    }
  }
  return { width, height, pixels };
}

function readLayout(file: Buffer, maximumPixels: number): Layout {
  if (file.length < fileHeaderBytes + 40) throw new FormatError(worded('bytes.headerCut'));
  if (file.toString('latin1', 0, 2) !== 'BM') throw new FormatError(worded('bmp.none'));
  const headerBytes = file.readUInt32LE(14);
  if (!headerSizes.includes(headerBytes)) throw new FormatError(worded('bmp.header', { bytes: headerBytes }));
  const width = file.readInt32LE(18);
  const signedHeight = file.readInt32LE(22);
  const height = Math.abs(signedHeight);
  if (width < 1 || height < 1 || width * height > maximumPixels) {
    throw new FormatError(worded('picture.size', { width, height }));
  }
  const bits = bitCounts.find((count) => count === file.readUInt16LE(28));
  const compression = file.readUInt32LE(30);
  const allowed = compression === uncompressed || (compression === bitFields && (bits === 16 || bits === 32));
  if (bits === undefined || !allowed) throw new FormatError(worded('bmp.compressed'));
  const start = file.readUInt32LE(10);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (start < fileHeaderBytes + headerBytes || start + stride * height > file.length) {
    throw new FormatError(worded('bmp.cut', { width, height, bytes: start + stride * height }));
  }
  const coloursUsed = file.readUInt32LE(46);
  return { width, height, topDown: signedHeight < 0, bits, compression, headerBytes, start, stride, coloursUsed };
}

/** Colour at a column of the row that begins at `line`, as 0xRRGGBB. */
type PixelReader = (line: number, column: number) => number;

function pixelReader(file: Buffer, layout: Layout): PixelReader {
  const { bits } = layout;
  switch (bits) {
    case 1:
    case 4:
    case 8:
      return paletteReader(file, layout, bits);
    case 24:
      return (line, column) => file.readUIntLE(line + column * 3, 3);
    case 16:
    case 32:
      return maskReader(file, layout, bits);
  }
}

function paletteReader(file: Buffer, layout: Layout, bits: 1 | 4 | 8): PixelReader {
  const begin = fileHeaderBytes + layout.headerBytes;
  const size = layout.coloursUsed === 0 ? 2 ** bits : layout.coloursUsed;
  if (size > 2 ** bits || begin + size * 4 > layout.start) throw new FormatError(worded('bmp.palette'));
  const palette = Array.from({ length: size }, (_, index) => file.readUIntLE(begin + index * 4, 3));
  const perByte = 8 / bits;
  return (line, column) => {
    const byte = file[line + Math.floor(column / perByte)] as number;
    const index = (byte >>> (8 - bits - (column % perByte) * bits)) & (2 ** bits - 1);
    const colour = palette[index];
    if (colour === undefined) throw new FormatError(worded('bmp.colour', { index, size }));
    return colour;
  };
}

function maskReader(file: Buffer, layout: Layout, bits: 16 | 32): PixelReader {
  const [red, green, blue] = masksOf(file, layout, bits).map(channelReader) as [Channel, Channel, Channel];
  const read = (at: number): number => (bits === 16 ? file.readUInt16LE(at) : file.readUInt32LE(at));
  return (line, column) => {
    const value = read(line + (column * bits) / 8);
    return (red(value) << 16) | (green(value) << 8) | blue(value);
  };
}

function masksOf(file: Buffer, { compression, headerBytes, start }: Layout, bits: 16 | 32): readonly number[] {
  if (compression === uncompressed) return bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  const begin = fileHeaderBytes + 40;
  if (headerBytes === 40 && start < begin + 12) throw new FormatError(worded('bmp.masksCut'));
  return [0, 4, 8].map((offset) => file.readUInt32LE(begin + offset));
}

/** A pixel's bits → one channel, 0 to 255. */
type Channel = (value: number) => number;

function channelReader(mask: number): Channel {
  if (mask === 0) throw new FormatError(worded('bmp.maskEmpty'));
  const shift = 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / highest);
}
