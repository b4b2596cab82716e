import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { readFailure } from './read-failure';

const maximumBytes = 8 * 1024 * 1024;
const restore = 'restore the file or delete the run folder';

/**
 * Reads one of a run's small JSON files.
 *
 * @param cure what a person can do about a file that cannot be read
 * @throws StudioError `run-unreadable`: the file and what is wrong with it; `cause` is the system's error
 */
export async function readJson<T>(path: string, schema: z.ZodType<T>, cure = restore): Promise<T> {
  let data: unknown;
  try {
    data = JSON.parse(await readText(path));
  } catch (error) {
    throw readFailure(path, error, cure);
  }
  return checkJson(path, data, schema, cure);
}

function checkJson<T>(path: string, data: unknown, schema: z.ZodType<T>, cure: string): T {
  const checked = schema.safeParse(data);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const reason = `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not as expected'}`;
  throw readFailure(path, new Error(reason), cure);
}

async function readText(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maximumBytes) throw new Error(`it has ${size} bytes, more than the allowed ${maximumBytes}`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
