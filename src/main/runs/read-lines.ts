import { createReadStream } from 'node:fs';
import type { z } from 'zod';
import { systemErrorCode } from '../formats/write-failure';

const lineFeed = 0x0a;
/** Bytes; a line of ours has about 200. */
const maximumLine = 64 * 1024;
/** Small, so that the process that reads has time for other things in between. */
const pieceBytes = 16 * 1024;

/**
 * Reads a file with one JSON object a line piece by piece; a file that is not there holds no lines.
 *
 * @param take called for each good line, in order
 * @returns how many lines could not be read, a torn last one among them
 */
export async function readLines<T>(file: string, schema: z.ZodType<T>, take: (line: T) => void): Promise<number> {
  let damaged = 0;
  for await (const line of eachLine(file, schema)) {
    if (line === undefined) damaged++;
    else take(line);
  }
  return damaged;
}

/** The lines as whoever takes them is ready for the next; undefined for one that could not be read. */
export async function* eachLine<T>(file: string, schema: z.ZodType<T>): AsyncGenerator<T | undefined> {
  try {
    for await (const text of splitLines(file)) yield parseLine(text, schema);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

/** Lines without their line feed; one that is too long comes as an empty, that is a damaged one. */
async function* splitLines(file: string): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  let tooLong = false;
  for await (const chunk of createReadStream(file, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const line = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(start, end)]) : chunk.subarray(start, end);
      yield tooLong || line.length > maximumLine ? '' : line.toString('utf8');
      rest = Buffer.alloc(0);
      tooLong = false;
      start = end + 1;
    }
    if (!tooLong) rest = Buffer.concat([rest, chunk.subarray(start)]);
    if (rest.length > maximumLine) {
      tooLong = true;
      rest = Buffer.alloc(0);
    }
  }
  if (tooLong || rest.length > 0) yield tooLong ? '' : rest.toString('utf8');
}

/** Undefined where the text is no such object. */
export function parseLine<T>(text: string, schema: z.ZodType<T>): T | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // counted as damaged by the caller
    return undefined;
  }
  const checked = schema.safeParse(data);
  return checked.success ? checked.data : undefined;
}
