import type { z } from 'zod';
import { parseLine } from './read-lines';
import { readTail } from './read-tail';

/** Bytes; a line of ours has about 200. */
const tailBytes = 4096;

/** The newest whole line of a file with one JSON object a line; null where there is no file or no good line at its end. */
export async function readLastLine<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const lines = (await readTail(path, tailBytes)).split('\n').slice(0, -1);
  for (const line of lines.reverse()) {
    const parsed = parseLine(line, schema);
    if (parsed !== undefined) return parsed;
  }
  return null;
}
