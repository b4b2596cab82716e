import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../../../src/main/formats/protobuf';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The examples of https://protobuf.dev/programming-guides/encoding/ */
describe('the wire format', () => {
  it.each([
    ['a whole number', message().integer(1, 150), '089601'],
    ['a text', message().text(2, 'testing'), '120774657374696e67'],
    ['a nested message', message().message(3, message().integer(1, 150)), '1a03089601'],
    ['packed numbers', message().integers(6, [3, 270, 86942]), '3206038e029ea705'],
    ['minus two', message().integer(1, -2), '08feffffffffffffffff01'],
    ['a truth', message().boolean(1, true), '0801'],
    ['a float', message().float(1, 1), '0d0000803f'],
    ['a double', message().double(1, 1.5), '09000000000000f83f'],
    ['packed floats', message().floats(5, [1, -2]), '2a080000803f000000c0'],
    ['a field beyond 15', message().integer(16, 1), '800101'],
    ['nothing', message(), ''],
  ])('writes %s', (_what, written, expected) => {
    expect(hex(written.finish())).toBe(expected);
  });

  it('writes every whole number so that reading seven bits a byte gives it back', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const bytes = message().integer(1, value).finish().subarray(1);
        expect(bytes.every((byte, index) => byte >= 128 === index < bytes.length - 1)).toBe(true);
        const read = bytes.reduceRight((sum, byte) => sum * 128n + BigInt(byte & 127), 0n);
        expect(read).toBe(BigInt(value));
      }),
    );
  });
});
