/**
 * cache/curves.bin: a run's numbers in rows of 32 steps, each with its place in metrics.jsonl. It only grows, can be made
 * again at any time, and is believed only as far as its checksums and metrics.jsonl agree with it.
 */
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { curveStride } from '../../shared/curve-table';
import { systemErrorCode } from '../formats/write-failure';
import { checksumOf } from './curve-lines';
import { runLayout } from './run-layout';

/** A leaf of the pyramid, and what it was made of. */
export interface LeafRecord {
  /** Its bytes in metrics.jsonl, the damaged lines behind its own among them. */
  readonly start: number;
  readonly end: number;
  /** CRC-32 of these bytes. */
  readonly checksum: number;
  readonly damagedLines: number;
  readonly notNumbers: number;
}

export interface KeptCurves {
  readonly records: readonly LeafRecord[];
  /** The leaves' rows, one after the other. */
  readonly leaves: Float64Array;
}

const magic = Buffer.from('GANCURV1', 'latin1');
const ownNumbers = 5;
const numbersARecord = ownNumbers + curveStride;
/** The numbers, then the checksum over them as one more. */
const recordBytes = (numbersARecord + 1) * 8;
/** Spans of metrics.jsonl that are compared with their checksums. */
const probes = 32;

function cacheFile(runFolder: string): string {
  return join(runFolder, runLayout.cache, 'curves.bin');
}

/** What is kept and still true of metrics.jsonl; nothing where there is no cache, or none that can be read. */
export async function readKeptCurves(runFolder: string, metrics: FileHandle): Promise<KeptCurves> {
  const bytes = await readCache(runFolder);
  const kept = decode(bytes);
  const count = await countTrue(kept.records, metrics);
  return { records: kept.records.slice(0, count), leaves: kept.leaves.slice(0, count * curveStride) };
}

async function readCache(runFolder: string): Promise<Buffer> {
  try {
    return await readFile(cacheFile(runFolder));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT')
      console.error('A cache of curves cannot be read; it is made again.', error);
    return Buffer.alloc(0);
  }
}

/** Up to the first record that is torn or damaged. */
function decode(bytes: Buffer): KeptCurves {
  if (!bytes.subarray(0, magic.length).equals(magic)) return { records: [], leaves: new Float64Array() };
  const whole = Math.floor((bytes.length - magic.length) / recordBytes);
  const numbers = new Float64Array(whole * (numbersARecord + 1));
  new Uint8Array(numbers.buffer).set(bytes.subarray(magic.length, magic.length + whole * recordBytes));
  const raw = Buffer.from(numbers.buffer);
  const records: LeafRecord[] = [];
  const leaves = new Float64Array(whole * curveStride);
  for (let record = 0; record < whole; record++) {
    const at = record * (numbersARecord + 1);
    const payload = raw.subarray(at * 8, (at + numbersARecord) * 8);
    if (crc32(payload) !== numbers[at + numbersARecord]) break;
    const [start, end, checksum, damagedLines, notNumbers] = numbers.subarray(at, at + ownNumbers) as unknown as Own;
    records.push({ start, end, checksum, damagedLines, notNumbers });
    leaves.set(numbers.subarray(at + ownNumbers, at + numbersARecord), record * curveStride);
  }
  return { records, leaves: leaves.subarray(0, records.length * curveStride) };
}

type Own = readonly [number, number, number, number, number];

/**
 * How many records, from the first on, still say what metrics.jsonl says. A run that was resumed has other lines from one
 * place on; evenly spread spans find that place.
 */
async function countTrue(records: readonly LeafRecord[], metrics: FileHandle): Promise<number> {
  const isTrue = async (place: number): Promise<boolean> => {
    const record = records[place];
    return record !== undefined && (await checksumOf(metrics, record.start, record.end)) === record.checksum;
  };
  const last = records.length - 1;
  let known = -1;
  for (let probe = 0; probe <= probes && last >= 0; probe++) {
    const place = Math.round((probe * last) / probes);
    if (place <= known) continue;
    if (await isTrue(place)) known = place;
    else return 1 + (await lastTrue(known, place, isTrue));
  }
  return records.length;
}

/** Between a record that is true and one that is not. */
async function lastTrue(good: number, bad: number, isTrue: (place: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [good, bad];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await isTrue(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Keeps records behind the first `from`, which are kept already; what lay there before goes.
 *
 * @param leaves the rows of these records
 * @throws what the system throws where the disk refuses
 */
export async function keepCurves(
  runFolder: string,
  from: number,
  records: readonly LeafRecord[],
  leaves: Float64Array,
): Promise<void> {
  const path = cacheFile(runFolder);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+');
  try {
    await file.truncate(from === 0 ? 0 : magic.length + from * recordBytes);
    // in the mode of appending, each write goes to the end
    if (from === 0) await file.write(magic);
    await file.write(encode(records, leaves));
  } finally {
    await file.close();
  }
}

function encode(records: readonly LeafRecord[], leaves: Float64Array): Uint8Array {
  const numbers = new Float64Array(records.length * (numbersARecord + 1));
  const raw = new Uint8Array(numbers.buffer);
  records.forEach(({ start, end, checksum, damagedLines, notNumbers }, place) => {
    const at = place * (numbersARecord + 1);
    numbers.set([start, end, checksum, damagedLines, notNumbers], at);
    numbers.set(leaves.subarray(place * curveStride, (place + 1) * curveStride), at + ownNumbers);
    numbers[at + numbersARecord] = crc32(raw.subarray(at * 8, (at + numbersARecord) * 8));
  });
  return raw;
}
