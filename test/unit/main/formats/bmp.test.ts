import { describe, expect, test } from 'vitest';
import { decodeBmp } from '../../../../src/main/formats/bmp';
import { bmpBytes } from '../../../bmp-bytes';

const pixels = Uint8Array.from({ length: 3 * 2 * 3 }, (_, index) => index * 10);
const plain = bmpBytes(3, 2, pixels);

/** A bitmap of another depth: header fields changed, `body` behind the 54 bytes of headers. */
function bitmap(
  width: number,
  height: number,
  bits: number,
  compression: number,
  start: number,
  body: readonly number[],
): Buffer {
  const header = Buffer.from(bmpBytes(1, 1, new Uint8Array(3)).subarray(0, 54));
  header.writeUInt32LE(start, 10);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(compression, 30);
  return Buffer.concat([header, Buffer.from(body)]);
}

describe('a bitmap', () => {
  test('of 24 bits comes top row first, red first', () => {
    expect([...decodeBmp(plain, 100).pixels]).toEqual([...pixels]);
  });

  test('whose rows go down', () => {
    const down = Buffer.from(plain);
    down.writeInt32LE(-2, 22);
    const [top, bottom] = [[...pixels.subarray(9)], [...pixels.subarray(0, 9)]];
    expect([...decodeBmp(down, 100).pixels]).toEqual([...top, ...bottom]);
  });

  test('of 1, 4 and 8 bits has a palette', () => {
    const palette = (size: number): number[] =>
      Array.from({ length: size }, (_, index) => [3 * index, 2 * index, index, 0]).flat();
    const one = bitmap(3, 1, 1, 0, 62, [...palette(2), 0b10100000, 0, 0, 0]);
    expect([...decodeBmp(one, 9).pixels]).toEqual([1, 2, 3, 0, 0, 0, 1, 2, 3]);
    const four = bitmap(3, 1, 4, 0, 118, [...palette(16), 0x1f, 0x20, 0, 0]);
    expect([...decodeBmp(four, 9).pixels]).toEqual([1, 2, 3, 15, 30, 45, 2, 4, 6]);
    const eight = bitmap(1, 1, 8, 0, 54 + 1024, [...palette(256).map((value) => value & 0xff), 7, 0, 0, 0]);
    expect([...decodeBmp(eight, 9).pixels]).toEqual([7, 14, 21]);
  });

  test('of 16 and 32 bits has masks', () => {
    expect([...decodeBmp(bitmap(1, 1, 16, 0, 54, [0x1f, 0x7c, 0, 0]), 9).pixels]).toEqual([255, 0, 255]);
    expect([...decodeBmp(bitmap(1, 1, 32, 0, 54, [1, 2, 3, 99]), 9).pixels]).toEqual([3, 2, 1]);
    const masks = [0xff, 0, 0, 0, 0, 0xff, 0, 0, 0, 0, 0xff, 0];
    expect([...decodeBmp(bitmap(1, 1, 32, 3, 66, [...masks, 1, 2, 3, 99]), 9).pixels]).toEqual([1, 2, 3]);
    const high = [0, 0, 0, 0xff, 0, 0, 0xff, 0, 0, 0xff, 0, 0];
    expect([...decodeBmp(bitmap(1, 1, 32, 3, 66, [...high, 0, 2, 3, 200]), 9).pixels]).toEqual([200, 3, 2]);
  });

  test.each([
    ['cut short', plain.subarray(0, -1), /cut short: 3x2 pixels need 78 bytes/],
    ['compressed', bitmap(1, 1, 8, 1, 1078, []), /is compressed/],
    ['too large', bitmap(11, 10, 24, 0, 54, []), /11x10 pixels is not allowed/],
    ['of zero size', bitmap(0, 10, 24, 0, 54, []), /0x10 pixels is not allowed/],
    ['no bitmap', Buffer.alloc(60), /is no BMP file/],
  ])('%s is refused', (_what, bytes, message) => {
    expect(() => decodeBmp(bytes, 100)).toThrow(message);
  });
});
