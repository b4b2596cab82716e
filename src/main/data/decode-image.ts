import type { Sharp, ResizeOptions } from 'sharp';
import { usualPreparation, type Filter } from '../../shared/preparation';
import { worded } from '../../shared/wording/worded';
import { decodeBmp } from '../formats/bmp';
import { decodeCommonPng, type RgbImage } from '../formats/common-png';
import { FormatError } from '../formats/format-error';
import type { ImageHeader } from '../formats/image-header';
import { greyToColour } from './grey-to-colour';
import type { PackShape } from './image-reader';
import { loadSharp, type SharpModule } from './load-sharp';

/** Most pixels of one picture: what a memory of a few hundred megabytes decodes. */
export const maximumPixels = 64_000_000;
/** Longest side of one picture: the decoder works on whole lines, whose bytes no number of pixels bounds. */
export const maximumSide = 65_535;
/** Pictures up to it are resized here, which costs less than the decoder's own resizing. */
const smallPixels = 512 * 512;
/** Seconds that decoding one picture may take. */
const patience = 60;

/**
 * Decodes a picture in colour, turns it upright and lays it on white where it is transparent. Of several frames or pages
 * the first counts. Large pictures come already square and resized, as the target wants them.
 *
 * @throws FormatError with the reason
 */
export async function decodeImage(bytes: Uint8Array, header: ImageHeader, target: PackShape): Promise<RgbImage> {
  const { kind, width, height } = header;
  if (width < 1 || height < 1) throw new FormatError(worded('picture.empty', { width, height }));
  if (width * height > maximumPixels) {
    throw new FormatError(worded('picture.tooManyPixels', { width, height, most: maximumPixels }));
  }
  if (Math.max(width, height) > maximumSide) {
    throw new FormatError(worded('picture.sideTooLong', { width, height, most: maximumSide }));
  }
  const isSmall = width * height <= smallPixels;
  if (kind === 'bmp' && isSmall) return decodeBmp(bytes, smallPixels);
  const common = kind === 'png' && isSmall ? decodeCommonPng(bytes, smallPixels) : null;
  return common ?? decodeBySharp(bytes, kind, isSmall ? null : target);
}

/** The same filters under the decoder's names. */
const decoderKernels = {
  triangle: 'linear',
  cubic: 'cubic',
  lanczos: 'lanczos3',
  nearest: 'nearest',
} as const satisfies Readonly<Record<Filter, ResizeOptions['kernel']>>;

function howToResize({ preparation = usualPreparation }: PackShape): ResizeOptions {
  const kernel = decoderKernels[preparation.filter];
  if (preparation.framing === 'crop') return { fit: 'cover', position: 'centre', kernel };
  const background = preparation.framing === 'padWhite' ? '#ffffff' : '#000000';
  return { fit: 'contain', position: 'centre', kernel, background };
}

/** @param target null: as large as it is */
async function decodeBySharp(
  bytes: Uint8Array,
  kind: ImageHeader['kind'],
  target: PackShape | null,
): Promise<RgbImage> {
  const { sharp, onDecoded } = await loadSharp();
  const picture =
    kind === 'bmp' ? openBmp(sharp, bytes) : sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'error' });
  let decodedBytes = 0;
  try {
    const upright = picture.timeout({ seconds: patience }).autoOrient();
    const sized = target === null ? upright : upright.resize(target.side, target.side, howToResize(target));
    const { data, info } = await sized
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    decodedBytes = data.length;
    return { width: info.width, height: info.height, pixels: inColour(data, info.channels) };
  } catch (error) {
    throw new FormatError(worded('picture.undecodable', { details: reasonOf(error) }), { cause: error });
  } finally {
    onDecoded(bytes.length + decodedBytes);
  }
}

function openBmp(sharp: SharpModule, bytes: Uint8Array): Sharp {
  const { width, height, pixels } = decodeBmp(bytes, maximumPixels);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function inColour(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  if (channels !== 1) throw new FormatError(worded('picture.channels', { channels }));
  return greyToColour(data);
}

/** The decoder's first line, without what follows it. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').trim();
}
