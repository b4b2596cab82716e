import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeRecord } from '../../../../src/main/formats/tfrecord';
import recorded from '../../../fixtures/tensorboard/events.json';
import { readRecords } from '../../../read-events';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const records = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 });

test.each(recorded.records)("a record has the bytes that TensorBoard's own writer gives it", ({ data, record }) => {
  expect(hex(encodeRecord(Buffer.from(data, 'hex')))).toBe(record);
});

test('records one after the other are read back', () => {
  fc.assert(
    fc.property(records, (data) => {
      expect(readRecords(Buffer.concat(data.map(encodeRecord))).map(hex)).toEqual(data.map(hex));
    }),
  );
});

test('a file that is cut anywhere gives every record before the cut', () => {
  fc.assert(
    fc.property(records, fc.nat(), (data, cut) => {
      const encoded = data.map(encodeRecord);
      const file = Buffer.concat(encoded);
      const kept = file.subarray(0, cut % (file.length + 1));
      let end = 0;
      const whole = encoded.filter((record) => (end += record.length) <= kept.length).length;
      expect(readRecords(kept).map(hex)).toEqual(data.slice(0, whole).map(hex));
    }),
  );
});
