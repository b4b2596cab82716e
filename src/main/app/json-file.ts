import { open, readFile, rename, rm } from 'node:fs/promises';
import type { z } from 'zod';

/** What a JSON file in the user-data folder holds; null where it is missing, or damaged, with a notice on standard error. */
export async function readJsonFile<Value>(path: string, schema: z.ZodType<Value>): Promise<Value | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (!isMissing(error)) console.error(`${path} cannot be read, so nothing of it is used.`);
    return null;
  }
}

/** Writes beside, checks the size and renames, so that a full disk leaves the old file whole. */
export async function replaceJsonFile(path: string, value: unknown): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(text);
      const { size } = await file.stat();
      if (size !== Buffer.byteLength(text)) throw new Error(`Only ${size} bytes of ${path} could be written.`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
