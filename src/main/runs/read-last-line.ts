import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { systemErrorCode } from '../formats/write-failure';
import { parseLine } from './read-lines';

/** Bytes; a line of ours has about 200. */
const tailBytes = 4096;

/** The newest whole line of a file with one JSON object a line; null where there is no file or no good line at its end. */
export async function readLastLine<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const lines = (await readTail(path)).split('\n').slice(0, -1);
  for (const line of lines.reverse()) {
    const parsed = parseLine(line, schema);
    if (parsed !== undefined) return parsed;
  }
  return null;
}

async function readTail(path: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const length = Math.min(size, tailBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
