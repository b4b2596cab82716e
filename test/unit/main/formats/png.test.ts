import { decode, encode } from 'fast-png';
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { decodePng, encodePng, type PngImage } from '../../../../src/main/formats/png';

const side = fc.integer({ min: 1, max: 20 });
const imageArbitrary: fc.Arbitrary<PngImage> = fc
  .tuple(side, side, fc.constantFrom(1 as const, 3 as const), fc.nat())
  .map(([width, height, channels, start]) => {
    const length = width * height * channels;
    const pixels = Uint8Array.from({ length }, (_, index) => start + 31 * index * index);
    return { width, height, channels, pixels };
  });
const textArbitrary = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
  fc.string({ unit: 'binary' }),
  { noNullPrototype: true },
);

test('pixels and any text come back', () => {
  fc.assert(
    fc.property(imageArbitrary, textArbitrary, (image, text) => {
      expect(decodePng(encodePng(image, text))).toEqual({ ...image, text });
    }),
  );
});

const small: PngImage = { width: 3, height: 2, channels: 1, pixels: Uint8Array.of(0, 50, 100, 150, 200, 255) };
const smallFile = encodePng(small, { name: '数字' });

test('text is plain ASCII inside the file, as PNG text chunks want it', () => {
  const { text } = decode(smallFile);
  expect(text).toEqual({ 'gan-studio': String.raw`{"name":"\u6570\u5b57"}` });
});

test('a picture from elsewhere has no text', () => {
  const file = encode({ width: 3, height: 2, channels: 1, depth: 8, data: small.pixels });
  expect(decodePng(file)).toEqual({ ...small, text: {} });
});

test('every cut and every flipped byte is found', () => {
  for (let index = 0; index < smallFile.length; index++) {
    expect(() => decodePng(smallFile.subarray(0, index)), `cut at ${index}`).toThrow(FormatError);
    const flipped = Uint8Array.from(smallFile);
    flipped[index] = (flipped[index] as number) ^ 0x10;
    expect(() => decodePng(flipped), `flipped at ${index}`).toThrow(FormatError);
  }
});

describe('refuses, before it takes memory for it,', () => {
  /** The file with another number in its header. */
  function withNumber(position: number, value: number): Uint8Array {
    const file = Buffer.from(smallFile);
    file.writeUInt32BE(value, 16 + position);
    return file;
  }

  test('a size that is not allowed', () => {
    expect(() => decodePng(withNumber(0, 100_000))).toThrow('size of 100000x2');
    expect(() => decodePng(withNumber(4, 0))).toThrow('size of 3x0');
  });

  test('pixels that unpack to more than the size holds', () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000));
    const chunk = Buffer.alloc(12 + bomb.length);
    chunk.writeUInt32BE(bomb.length);
    chunk.write('IDAT', 4);
    chunk.set(bomb, 8);
    const afterHeader = 8 + 25;
    const file = Buffer.concat([smallFile.subarray(0, afterHeader), chunk, smallFile.subarray(afterHeader)]);
    expect(() => decodePng(file)).toThrow('more than its size holds');
  });

  test.each([
    ['16 bits', { depth: 16 as const, channels: 1, data: new Uint16Array(6) }],
    ['transparency', { depth: 8 as const, channels: 4, data: new Uint8Array(24) }],
  ])('%s', (_what, image) => {
    expect(() => decodePng(encode({ width: 3, height: 2, ...image }))).toThrow('not an 8-bit grey or RGB picture');
  });
});
