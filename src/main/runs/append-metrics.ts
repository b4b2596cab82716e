import { open, type FileHandle } from 'node:fs/promises';
import type { StepMetrics } from '../../shared/run';
import { writeFailure } from '../formats/write-failure';

/**
 * Adds one line a step to metrics.jsonl, which only ever grows.
 *
 * @throws StudioError where the disk refuses; the file then ends where it did before
 * @throws RangeError where a number is not finite; nothing is written then
 */
export async function appendMetrics(path: string, lines: readonly StepMetrics[]): Promise<void> {
  if (lines.length === 0) return;
  const bytes = Buffer.from(lines.map((line) => `${lineOf(line)}\n`).join(''), 'utf8');
  await withFile(path, async (file) => {
    const { size } = await file.stat();
    try {
      await file.appendFile(bytes);
      const { size: found } = await file.stat();
      if (found !== size + bytes.length) throw new Error(`only ${found - size} of ${bytes.length} bytes were written`);
    } catch (error) {
      // best effort: the write error is the one that helps, and the reader passes over a torn last line
      await file.truncate(size).catch(() => undefined);
      throw error;
    }
  });
}

/** Makes all lines outlive a power cut. @throws StudioError where the disk refuses */
export async function syncMetrics(path: string): Promise<void> {
  await withFile(path, (file) => file.sync());
}

async function withFile(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    const file = await open(path, 'a');
    try {
      await work(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw writeFailure(error, path);
  }
}

/** JSON knows no NaN and no infinity, so such a line could never be read again. */
function lineOf(line: StepMetrics): string {
  for (const [key, value] of Object.entries(line)) {
    if (value !== undefined && !Number.isFinite(value)) {
      throw new RangeError(`Step ${line.step} has ${key} = ${value}, which metrics.jsonl cannot hold.`);
    }
  }
  return JSON.stringify(line);
}
