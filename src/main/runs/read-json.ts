import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { readFailure } from './read-failure';
import { worded, type Worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import { firstProblem } from '../../shared/wording/value-words';

const maximumBytes = 8 * 1024 * 1024;
const restore = worded('run.cureRestore');

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

/**
 * As `readJson`, without giving way to anything else: for a process that only reads.
 *
 * @param parse in place of JSON.parse, where not everything in the file is wanted; the bytes are good until it returns
 * @throws StudioError as `readJson`
 */
export function readJsonAtOnce<T>(
  path: string,
  schema: z.ZodType<T>,
  cure = restore,
  parse: (bytes: Buffer) => unknown = (bytes) => JSON.parse(bytes.toString('utf8')),
): T {
  let data: unknown;
  try {
    data = parse(readBytesAtOnce(path));
  } catch (error) {
    throw readFailure(path, error, cure);
  }
  return checkJson(path, data, schema, cure);
}

function checkJson<T>(path: string, data: unknown, schema: z.ZodType<T>, cure: Worded): T {
  const checked = schema.safeParse(data);
  if (checked.success) return checked.data;
  throw readFailure(path, new FormatError(firstProblem(checked.error, data)), cure);
}

async function readText(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    checkSize((await file.stat()).size);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Large enough for nearly all of them; reading into it saves asking each file for its size. */
const shared = Buffer.alloc(64 * 1024);

function readBytesAtOnce(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, shared, 0, shared.length, 0);
    if (length < shared.length) return shared.subarray(0, length);
    checkSize(fstatSync(file).size);
    return readFileSync(path);
  } finally {
    closeSync(file);
  }
}

function checkSize(bytes: number): void {
  if (bytes > maximumBytes) throw new FormatError(worded('bytes.tooLarge', { bytes, most: maximumBytes }));
}
