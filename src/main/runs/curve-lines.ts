/** metrics.jsonl as curves need it: millions of lines, quickly, with the place of each. */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { CurveLine } from '../../shared/curve-table';
import { trainingNumberNames, type TrainingNumber } from '../../shared/run';

const lineFeed = 0x0a;
/** Bytes; a line of ours has about 200. */
const maximumLine = 64 * 1024;
const pieceBytes = 1024 * 1024;

/** What stands in every line that the studio writes. */
const told: ReadonlySet<TrainingNumber> = new Set(['discriminatorLoss', 'realProbability', 'fakeProbability']);

export interface ReadLine {
  readonly line: CurveLine;
  /** How many of its numbers are infinite or none. */
  readonly notNumbers: number;
}

/** Null where the text is no line of metrics.jsonl. A number that is infinite or none is left out of its line. */
export function readCurveLine(text: string): ReadLine | null {
  const data = parseObject(text);
  if (data === null) return null;
  const { step, epoch, seconds } = data;
  if (!Number.isSafeInteger(step) || (step as number) < 1 || !isNotNegative(epoch) || !isNotNegative(seconds))
    return null;
  const line: Partial<Record<TrainingNumber, number>> = {};
  let notNumbers = 0;
  for (const name of trainingNumberNames) {
    const value = data[name];
    if (typeof value === 'number' && Number.isFinite(value)) line[name] = value;
    else if (value === null || typeof value === 'number') notNumbers++;
    else if (value !== undefined || told.has(name)) return null;
  }
  return { line: { step: step as number, epoch, seconds, ...line }, notNumbers };
}

function isNotNegative(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}

function parseObject(text: string): Record<string, unknown> | null {
  const data = parse(text) ?? parse(withoutNaN(text));
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // told as damaged by the caller
    return null;
  }
}

/** Other programs write numbers that JSON does not have. */
function withoutNaN(text: string): string {
  return text.replace(/:\s*(?:NaN|-?Infinity)\b/g, ':null');
}

/** What is called with the lines of a file, in order. */
export interface LineTaker {
  /**
   * A whole line; an empty one where it is too long.
   *
   * @param start its first byte, in the file
   * @param bytes with its line feed; of one that is too long the last part
   */
  readonly take: (text: string, start: number, bytes: Uint8Array) => void;
  /** The other parts of lines that are too long, before the last. */
  readonly skip?: (bytes: Uint8Array) => void;
}

/**
 * Reads whole lines from one place of a file to another.
 *
 * @returns where the last whole line ends
 */
export async function scanLines(file: FileHandle, from: number, to: number, taker: LineTaker): Promise<number> {
  const piece = Buffer.alloc(Math.min(pieceBytes, Math.max(1, to - from)));
  let rest: Buffer = Buffer.alloc(0);
  let isTooLong = false;
  let lineStart = from;
  for (let at = from; at < to;) {
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, to - at), at);
    if (bytesRead === 0) break;
    const bytes = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
    const bytesStart = at - rest.length;
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      const isLong = isTooLong || end - start > maximumLine;
      // what is not ASCII is no line of ours
      const text = isLong ? '' : bytes.toString('latin1', start, end);
      taker.take(text, lineStart, bytes.subarray(start, end + 1));
      isTooLong = false;
      start = end + 1;
      lineStart = bytesStart + start;
    }
    at += bytesRead;
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > maximumLine) {
      taker.skip?.(rest);
      isTooLong = true;
      rest = Buffer.alloc(0);
    }
  }
  return lineStart;
}

/** Checksum of a part of a file; null where it ends before. */
export async function checksumOf(file: FileHandle, from: number, to: number): Promise<number | null> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytesRead === bytes.length ? crc32(bytes) : null;
}
