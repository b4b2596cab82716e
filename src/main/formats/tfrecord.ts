import { crc32c } from './crc32c';

/**
 * One record of a TFRecord file: length (uint64), its checksum, the data, their checksum; little-endian. Records stand one
 * after the other, so a file may grow, and a torn end costs only the record it cuts.
 * https://www.tensorflow.org/tutorials/load_data/tfrecord
 */
export function encodeRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(lengthBytes + 2 * checksumBytes + data.length);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(lengthBytes, maskedChecksum(record.subarray(0, lengthBytes)), true);
  record.set(data, lengthBytes + checksumBytes);
  view.setUint32(lengthBytes + checksumBytes + data.length, maskedChecksum(data), true);
  return record;
}

const lengthBytes = 8;
const checksumBytes = 4;
const maskDelta = 0xa282ead8;

/** Turned by 15 bits and shifted, because a checksum over data that hold checksums of their own says little. */
function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + maskDelta) >>> 0;
}
