import fc from 'fast-check';
import { encode } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeCommonPng } from '../../../../src/main/formats/common-png';

const limit = 1_000_000;
const side = fc.integer({ min: 1, max: 20 });

describe('pictures of another encoder, with all its filters', () => {
  test.each([1, 3] as const)('of %d channels come with the same pixels', async (channels) => {
    await fc.assert(
      fc.asyncProperty(side, side, fc.boolean(), fc.nat(1000), async (width, height, adaptiveFiltering, start) => {
        // slopes and steps, so that every filter is chosen somewhere
        const data = Uint8Array.from({ length: width * height * channels }, (_, index) => start + index * (index % 7));
        const bytes = await sharp(data, { raw: { width, height, channels } })
          .toColourspace(channels === 1 ? 'b-w' : 'srgb')
          .png({ adaptiveFiltering, compressionLevel: 6 })
          .toBuffer();
        const wanted = channels === 3 ? [...data] : [...data].flatMap((value) => [value, value, value]);
        const found = decodeCommonPng(bytes, limit);
        expect(found).toMatchObject({ width, height });
        expect([...(found?.pixels ?? [])]).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  test('with a palette come close to what they were', async () => {
    const data = Uint8Array.from({ length: 12 * 12 * 3 }, (_, index) => (index % 4) * 60);
    const bytes = await sharp(data, { raw: { width: 12, height: 12, channels: 3 } })
      .png({ palette: true, colours: 256 })
      .toBuffer();
    const found = decodeCommonPng(bytes, limit);
    // an encoder may choose fewer bits a pixel, which is for the general decoder
    if (found) expect(found.pixels).toHaveLength(12 * 12 * 3);
  });

  test('with transparency lie on white', () => {
    const data = Uint8Array.of(10, 20, 30, 255, 10, 20, 30, 0, 100, 100, 100, 128);
    const found = decodeCommonPng(encode({ width: 3, height: 1, channels: 4, depth: 8, data }), limit);
    expect([...(found?.pixels ?? [])]).toEqual([10, 20, 30, 255, 255, 255, 177, 177, 177]);
  });
});

const plain = Buffer.from(encode({ width: 5, height: 4, channels: 3, depth: 8, data: new Uint8Array(60).fill(9) }));

test('other kinds are left to a general decoder', async () => {
  const picture = sharp(new Uint8Array(75), { raw: { width: 5, height: 5, channels: 3 } });
  expect(decodeCommonPng(await picture.clone().png({ progressive: true }).toBuffer(), limit)).toBeNull();
  expect(decodeCommonPng(await picture.clone().jpeg().toBuffer(), limit)).toBeNull();
  expect(decodeCommonPng(plain, 19)).toBeNull();
  const deep = encode({ width: 2, height: 2, channels: 3, depth: 16, data: new Uint16Array(12) });
  expect(decodeCommonPng(deep, limit)).toBeNull();
});

test('is refused wherever it is cut short or changed', () => {
  for (let length = 8; length < plain.length; length++) {
    expect(() => decodeCommonPng(plain.subarray(0, length), limit), `${length} bytes`).toThrow(/cut short/);
  }
  for (let at = 16; at < plain.length - 12; at++) {
    const changed = Buffer.from(plain);
    changed[at] = (changed[at] as number) ^ 0x10;
    try {
      expect(decodeCommonPng(changed, limit), `byte ${at}`).toBeNull();
    } catch (error) {
      expect(error).toMatchObject({ name: 'FormatError' });
    }
  }
});
