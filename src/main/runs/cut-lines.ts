import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { parseLine } from './read-lines';

const lineFeed = 0x0a;

/**
 * Shortens a file with one JSON object a line, in order, to end behind the last one that is wanted. What is damaged before
 * that stays, what is damaged behind it goes. A file that is not there stays so.
 *
 * @returns the line that it ends with; null where none is wanted
 * @throws StudioError where the disk refuses
 */
export async function cutLines<T>(
  path: string,
  schema: z.ZodType<T>,
  isWanted: (line: T) => boolean,
): Promise<T | null> {
  try {
    const { end, last } = await findEnd(path, schema, isWanted);
    const file = await open(path, 'r+');
    try {
      await file.truncate(end);
      await file.sync();
    } finally {
      await file.close();
    }
    return last;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw writeFailure(error, path);
  }
}

/** @returns `end` in bytes */
async function findEnd<T>(
  path: string,
  schema: z.ZodType<T>,
  isWanted: (line: T) => boolean,
): Promise<{ end: number; last: T | null }> {
  let end = 0;
  let last: T | null = null;
  let start = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = rest.indexOf(lineFeed); at >= 0; at = rest.indexOf(lineFeed, from)) {
      const line = parseLine(rest.toString('utf8', from, at), schema);
      start += at + 1 - from;
      if (line !== undefined && isWanted(line)) [end, last] = [start, line];
      from = at + 1;
    }
    rest = rest.subarray(from);
  }
  return { end, last };
}
