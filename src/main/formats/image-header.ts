import { FormatError } from './format-error';
import { worded } from '../../shared/wording/worded';

export const imageKinds = ['jpeg', 'png', 'webp', 'bmp', 'gif', 'tiff'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** What a picture file says about itself before anything is decoded. */
export interface ImageHeader {
  readonly kind: ImageKind;
  /** Pixels. May be zero: nobody has checked it yet. */
  readonly width: number;
  /** Pixels. May be zero. */
  readonly height: number;
}

/**
 * Kind and size of a picture by its content; its name says nothing here.
 *
 * @returns null where the bytes begin like none of the known kinds
 * @throws FormatError where they begin like one but its size cannot be read
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kindOf(file);
  if (kind === null) return null;
  try {
    return { kind, ...sizeReaders[kind](file) };
  } catch (error) {
    // Buffer's own reads throw beyond the end
    if (error instanceof RangeError) throw new FormatError(worded('picture.headerCut', { kind }), { cause: error });
    throw error;
  }
}

type Size = Omit<ImageHeader, 'kind'>;

function kindOf(file: Buffer): ImageKind | null {
  const starts = (text: string, at = 0): boolean => file.toString('latin1', at, at + text.length) === text;
  if (starts('\x89PNG\r\n\x1a\n')) return 'png';
  if (starts('\xff\xd8\xff')) return 'jpeg';
  if (starts('GIF87a') || starts('GIF89a')) return 'gif';
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp';
  if (starts('II*\0') || starts('MM\0*')) return 'tiff';
  if (starts('BM')) return 'bmp';
  return null;
}

const sizeReaders: { readonly [K in ImageKind]: (file: Buffer) => Size } = {
  png: (file) => ({ width: file.readUInt32BE(16), height: file.readUInt32BE(20) }),
  gif: (file) => ({ width: file.readUInt16LE(6), height: file.readUInt16LE(8) }),
  bmp: (file) => ({ width: file.readInt32LE(18), height: Math.abs(file.readInt32LE(22)) }),
  webp: readWebpSize,
  jpeg: readJpegSize,
  tiff: readTiffSize,
};

/** https://developers.google.com/speed/webp/docs/riff_container */
function readWebpSize(file: Buffer): Size {
  const chunk = file.toString('latin1', 12, 16);
  if (chunk === 'VP8 ') return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
  if (chunk === 'VP8L') {
    const bits = file.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk === 'VP8X') return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
  throw new FormatError(worded('picture.webpPart', { part: chunk.replace(/[^\x20-\x7e]/g, '?') }));
}

/** Walks the segments of ITU-T T.81 up to the frame header. */
function readJpegSize(file: Buffer): Size {
  for (let offset = 2; ;) {
    if (file.readUInt8(offset) !== 0xff) throw new FormatError(worded('picture.jpegSegments'));
    const marker = file.readUInt8(offset + 1);
    if (marker === 0xff) offset += 1;
    else if (isFrameHeader(marker))
      return { height: file.readUInt16BE(offset + 5), width: file.readUInt16BE(offset + 7) };
    else offset += 2 + Math.max(2, file.readUInt16BE(offset + 2));
  }
}

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

const tiffTags = { width: 256, height: 257 } as const;
const tiffEntryBytes = 12;
const tiffShort = 3;

/** The first directory of TIFF 6.0. */
function readTiffSize(file: Buffer): Size {
  const little = file.readUInt8(0) === 0x49;
  const short = (at: number): number => (little ? file.readUInt16LE(at) : file.readUInt16BE(at));
  const long = (at: number): number => (little ? file.readUInt32LE(at) : file.readUInt32BE(at));
  const start = long(4) + 2;
  const count = short(start - 2);
  const find = (tag: number): number => {
    for (let entry = start; entry < start + count * tiffEntryBytes; entry += tiffEntryBytes) {
      if (short(entry) === tag) return short(entry + 2) === tiffShort ? short(entry + 8) : long(entry + 8);
    }
    throw new FormatError(worded('picture.tiffSize'));
  };
  return { width: find(tiffTags.width), height: find(tiffTags.height) };
}
