import { expect, test } from 'vitest';
import { crc32c } from '../../../../src/main/formats/crc32c';

const count = (from: (index: number) => number): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, index) => from(index));

/** RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRC algorithms. */
test.each([
  ['32 zeros', count(() => 0), 0x8a9136aa],
  ['32 ones', count(() => 0xff), 0x62a8ab43],
  ['0 to 31', count((index) => index), 0x46dd794e],
  ['31 to 0', count((index) => 31 - index), 0x113fdb5c],
  ['the digits 1 to 9', Buffer.from('123456789'), 0xe3069283],
  ['nothing', new Uint8Array(), 0],
])('the checksum of %s is the known one', (_what, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});
