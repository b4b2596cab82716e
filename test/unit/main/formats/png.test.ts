import { decode, encode } from 'fast-png';
import fc from 'fast-check';
import { crc32, deflateSync } from 'node:zlib';
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

test('another reader sees the same pixels, and its pictures are read here', () => {
  fc.assert(
    fc.property(imageArbitrary, ({ pixels, ...size }) => {
      expect(decode(encodePng({ ...size, pixels }, {}), { checkCrc: true })).toMatchObject({ ...size, data: pixels });
      expect(decodePng(encode({ ...size, depth: 8, data: pixels }))).toEqual({ ...size, pixels, text: {} });
    }),
  );
});

const small: PngImage = { width: 3, height: 2, channels: 1, pixels: Uint8Array.of(0, 50, 100, 150, 200, 255) };
const smallFile = encodePng(small, { name: '数字' });

test('text is plain ASCII inside the file, as PNG text chunks want it', () => {
  const { text } = decode(smallFile);
  expect(text).toEqual({ 'gan-studio': String.raw`{"name":"\u6570\u5b57"}` });
});

test('every cut and every flipped byte is found', () => {
  for (let index = 0; index < smallFile.length; index++) {
    expect(() => decodePng(smallFile.subarray(0, index)), `cut at ${index}`).toThrow(FormatError);
    const flipped = Uint8Array.from(smallFile);
    flipped[index] = (flipped[index] as number) ^ 0x10;
    expect(() => decodePng(flipped), `flipped at ${index}`).toThrow(FormatError);
  }
});

/** The file with a chunk put in after the header, or in the place of the header. */
function withChunk(type: string, data: Uint8Array, place: 'after header' | 'as header' = 'after header'): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  const chunk = Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  const [headerStart, headerEnd] = [8, 33];
  const before = smallFile.subarray(0, place === 'as header' ? headerStart : headerEnd);
  return Buffer.concat([before, chunk, smallFile.subarray(headerEnd)]);
}

function header(width: number, height: number, ...rest: readonly number[]): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set(rest, 8);
  return data;
}

describe('refuses', () => {
  test.each<[string, Uint8Array, string]>([
    ['a side that is too long', withChunk('IHDR', header(100_000, 2, 8), 'as header'), 'size of 100000x2'],
    ['too many pixels', withChunk('IHDR', header(30_000, 30_000, 8), 'as header'), 'size of 30000x30000'],
    ['no pixels', withChunk('IHDR', header(3, 0, 8), 'as header'), 'size of 3x0'],
    ['a short header', withChunk('IHDR', header(3, 2, 8).subarray(1), 'as header'), 'header has the wrong size'],
    ['16 bits', withChunk('IHDR', header(3, 2, 16), 'as header'), 'not an 8-bit grey or RGB picture'],
    ['transparency', withChunk('IHDR', header(3, 2, 8, 6), 'as header'), 'not an 8-bit grey or RGB picture'],
    ['interlacing', withChunk('IHDR', header(3, 2, 8, 0, 0, 0, 1), 'as header'), 'without interlacing'],
    ['two headers', withChunk('IHDR', header(3, 2, 8)), 'does not start with one header'],
    ['no header', withChunk('IDAT', new Uint8Array(), 'as header'), 'does not start with one header'],
    ['a chunk that it must understand', withChunk('PLTE', new Uint8Array(3)), 'unknown chunk PLTE'],
    ['fewer pixels than its size', withChunk('IHDR', header(3, 3, 8), 'as header'), '8 bytes instead of 12'],
    ['text that is no JSON', withChunk('tEXt', Buffer.from('gan-studio\0{')), 'its text is no JSON'],
    ['text that is no object', withChunk('tEXt', Buffer.from('gan-studio\0"a"')), 'its text is not an object'],
    ['text that is a number', withChunk('tEXt', Buffer.from('gan-studio\0{"a":1}')), 'its text is not text'],
    [
      'pixels that unpack to more',
      withChunk('IDAT', deflateSync(Buffer.alloc(50_000_000))),
      'more than its size holds',
    ],
  ])('%s', (_what, file, reason) => {
    expect(() => decodePng(file)).toThrow(FormatError);
    expect(() => decodePng(file)).toThrow(reason);
  });

  test('filtered rows', () => {
    const file = encode({ width: 3, height: 2, channels: 1, depth: 8, data: small.pixels });
    const rows = deflateSync(Buffer.of(1, 0, 50, 50, 0, 150, 200, 255));
    const type = Buffer.from('IDAT', 'latin1');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(rows.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(Buffer.concat([type, rows])));
    const filtered = Buffer.concat([file.subarray(0, 33), length, type, rows, sum, file.subarray(-12)]);
    expect([...decode(filtered).data]).toEqual([...small.pixels]);
    expect(() => decodePng(filtered)).toThrow('its rows are filtered');
  });
});

test('chunks and text of others are passed over', () => {
  const file = withChunk('tEXt', Buffer.from('Comment\0by someone else'));
  expect(decodePng(file)).toEqual({ ...small, text: { name: '数字' } });
  expect(decodePng(withChunk('pHYs', new Uint8Array(9)))).toEqual({ ...small, text: { name: '数字' } });
});

describe('long text', () => {
  const recipe = JSON.stringify({ name: 'quick-digits', layers: 'x'.repeat(5_000) });

  test('comes back, and takes little room', () => {
    const file = encodePng(small, {}, { longText: recipe });
    expect(decodePng(file).longText).toBe(recipe);
    expect(file.length).toBeLessThan(encodePng(small, {}).length + 200);
  });

  test('of 5 MB that was packed into little is refused', () => {
    const bomb = deflateSync(Buffer.alloc(5 * 1024 * 1024));
    const file = withChunk('zTXt', Buffer.concat([Buffer.from('gan-studio-recipe\0\0', 'latin1'), bomb]));
    expect(() => decodePng(file)).toThrow('its long text is damaged or too long');
  });

  test('of another program is passed over', () => {
    expect(decodePng(withChunk('zTXt', Buffer.from('Comment\0\0abc', 'latin1')))).not.toHaveProperty('longText');
  });
});
