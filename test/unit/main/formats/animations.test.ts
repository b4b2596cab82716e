import { decodeApng } from 'fast-png';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { AnimationText, AnimationWriter, GrowingFile } from '../../../../src/main/formats/animation';
import { createApng } from '../../../../src/main/formats/apng';
import { createGif } from '../../../../src/main/formats/gif';
import { decodePng, type PngImage } from '../../../../src/main/formats/png';

const about: AnimationText = { text: { software: 'GAN Studio', step: '7' }, longText: '{"a":1}' };

/** A file in memory. */
function memoryFile(): GrowingFile & { bytes(): Buffer } {
  let bytes = Buffer.alloc(0);
  return {
    append: (more) => {
      bytes = Buffer.concat([bytes, more]);
      return Promise.resolve();
    },
    overwrite: (more, position) => {
      bytes.set(more, position);
      return Promise.resolve();
    },
    bytes: () => bytes,
  };
}

async function write(
  create: (file: GrowingFile, about: AnimationText) => AnimationWriter,
  frames: readonly { readonly image: PngImage; readonly milliseconds: number }[],
): Promise<Buffer> {
  const file = memoryFile();
  const animation = create(file, about);
  for (const { image, milliseconds } of frames) await animation.add(image, milliseconds);
  await animation.finish();
  return file.bytes();
}

const pictures = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1 as const, 3 as const),
    frames: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ width, height, channels, frames }) => {
    const bytes = width * height * channels;
    const image = fc
      .uint8Array({ minLength: bytes, maxLength: bytes })
      .map((pixels): PngImage => ({ width, height, channels, pixels: new Uint8Array(pixels) }));
    return fc.array(image, { minLength: frames, maxLength: frames });
  });

describe('an animated PNG', () => {
  test('gives another reader every picture, pixel for pixel, and its time', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, fc.integer({ min: 1, max: 5_000 }), async (images, milliseconds) => {
        const bytes = await write(
          createApng,
          images.map((image) => ({ image, milliseconds })),
        );
        const { frames, numberOfFrames } = decodeApng(bytes, { checkCrc: true });
        expect(numberOfFrames).toBe(images.length);
        expect(frames.map(({ data }) => [...data])).toEqual(images.map(({ pixels }) => [...pixels]));
        for (const { delayNumber, delayDenominator } of frames) {
          expect(delayNumber / delayDenominator).toBeCloseTo(milliseconds / 1000);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('is an ordinary PNG of its first picture to those who know no animation, and says where it comes from', async () => {
    const image: PngImage = { width: 2, height: 1, channels: 1, pixels: Uint8Array.of(3, 250) };
    const other: PngImage = { ...image, pixels: Uint8Array.of(9, 9) };
    const bytes = await write(
      createApng,
      [image, other].map((shown) => ({ image: shown, milliseconds: 100 })),
    );
    expect(decodePng(bytes)).toEqual({ ...image, ...about });
  });
});

describe('an animated GIF', () => {
  test('keeps every grey pixel, in every picture, for another reader', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (drawn) => {
        const images = drawn.map(({ width, height, pixels }): PngImage => {
          return { width, height, channels: 1, pixels: pixels.slice(0, width * height) };
        });
        const bytes = await write(
          createGif,
          images.map((image) => ({ image, milliseconds: 100 })),
        );
        const { data, info } = await sharp(bytes, { pages: -1 }).raw().toBuffer({ resolveWithObject: true });
        const greys = Array.from({ length: data.length / info.channels }, (_, pixel) => data[pixel * info.channels]);
        expect(greys).toEqual(images.flatMap(({ pixels }) => [...pixels]));
      }),
      { numRuns: 30 },
    );
  });

  test('shows colours that are no more than 256 as they are', async () => {
    const pixels = Uint8Array.from({ length: 64 * 3 }, (_, index) => (index % 3 === 0 ? 255 : (index * 4) & 255));
    const image: PngImage = { width: 8, height: 8, channels: 3, pixels };
    const bytes = await write(createGif, [{ image, milliseconds: 100 }]);
    const data = await sharp(bytes).removeAlpha().raw().toBuffer();
    const distance = Math.max(...data.map((value, index) => Math.abs(value - (pixels[index] as number))));
    expect(distance).toBeLessThanOrEqual(8);
  });

  test('takes as long as it should although its clock counts hundredths', async () => {
    const image: PngImage = { width: 1, height: 1, channels: 1, pixels: Uint8Array.of(1) };
    const times = Array.from({ length: 30 }, () => ({ image, milliseconds: 1000 / 30 }));
    // a picture that is the same as the one before it still counts
    const bytes = await write(createGif, times);
    const { delay, loop, pages } = await sharp(bytes, { pages: -1 }).metadata();
    expect(pages).toBe(30);
    expect(loop).toBe(0);
    expect(delay?.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(1000);
    expect(bytes.includes('"software":"GAN Studio"')).toBe(true);
  });
});
