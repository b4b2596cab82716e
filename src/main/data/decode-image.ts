import sharp, { type Sharp } from 'sharp';
import { decodeBmp } from '../formats/bmp';
import { FormatError } from '../formats/format-error';
import type { ImageHeader } from '../formats/image-header';

/** Most pixels of one picture: what a memory of a few hundred megabytes decodes. */
export const maximumPixels = 64_000_000;
/** Seconds that decoding one picture may take. */
const patience = 60;

// pictures come once each: nothing is worth keeping
sharp.cache(false);
// several pictures at once use the cores better than several threads on one
sharp.concurrency(1);

/**
 * Decodes a picture, turns it upright, lays it on white where it is transparent, and makes it a square in colour: the
 * centre, resized by the triangle filter. Of several frames or pages the first counts.
 *
 * @returns [side, side, 3]
 * @throws FormatError with the reason
 */
export async function decodeImage(
  bytes: Uint8Array,
  { kind, width, height }: ImageHeader,
  side: number,
): Promise<Uint8Array> {
  if (width < 1 || height < 1) throw new FormatError(`its size of ${width}x${height} pixels is empty`);
  if (width * height > maximumPixels) {
    throw new FormatError(`its ${width}x${height} pixels are more than the allowed ${maximumPixels}`);
  }
  const picture = kind === 'bmp' ? openBmp(bytes) : sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'error' });
  try {
    const { data, info } = await picture
      .timeout({ seconds: patience })
      .autoOrient()
      .resize(side, side, { fit: 'cover', position: 'centre', kernel: 'linear' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return inColour(data, info.channels);
  } catch (error) {
    throw new FormatError(`it cannot be decoded (${reasonOf(error)})`, { cause: error });
  }
}

function openBmp(bytes: Uint8Array): Sharp {
  const { width, height, pixels } = decodeBmp(bytes, maximumPixels);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function inColour(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  if (channels !== 1) throw new FormatError(`it has ${channels} channels`);
  const coloured = new Uint8Array(data.length * 3);
  for (const [index, value] of data.entries()) coloured.fill(value, index * 3, index * 3 + 3);
  return coloured;
}

/** The decoder's first line, without what follows it. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').trim();
}
