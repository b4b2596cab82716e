import { open, type FileHandle } from 'node:fs/promises';
import type { StepMetrics } from '../../shared/run';
import { writeFailure } from '../formats/write-failure';

/** metrics.jsonl: one line a step, only ever longer, never ending in half a line that we know of. */
export interface MetricsAppender {
  /** @throws StudioError where the disk refuses; the file then ends where it did before */
  append(lines: readonly StepMetrics[]): Promise<void>;
  /** Makes all lines outlive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export async function openMetricsAppender(path: string): Promise<MetricsAppender> {
  let file: FileHandle;
  let size: number;
  try {
    file = await open(path, 'a');
    ({ size } = await file.stat());
  } catch (error) {
    throw writeFailure(error, path);
  }

  async function append(lines: readonly StepMetrics[]): Promise<void> {
    if (lines.length === 0) return;
    const bytes = Buffer.from(lines.map((line) => `${lineOf(line)}\n`).join(''), 'utf8');
    try {
      await file.appendFile(bytes);
      const { size: found } = await file.stat();
      if (found !== size + bytes.length) throw new Error(`only ${found - size} of ${bytes.length} bytes were written`);
      size = found;
    } catch (error) {
      // best effort: a torn last line is skipped by the reader
      await file.truncate(size).catch(() => undefined);
      throw writeFailure(error, path);
    }
  }

  return {
    append,
    async sync() {
      try {
        await file.sync();
      } catch (error) {
        throw writeFailure(error, path);
      }
    },
    async close() {
      try {
        await file.close();
      } catch (error) {
        throw writeFailure(error, path);
      }
    },
  };
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
