import { basename } from 'node:path';
import type { EpochMetrics, StepMetrics } from '../../shared/run';
import { appendBytes } from '../formats/append-bytes';

/**
 * Adds one line an object to metrics.jsonl or epochs.jsonl, which only ever grow.
 *
 * @throws StudioError where the disk refuses; the file then ends where it did before
 * @throws RangeError where a number is not finite; nothing is written then
 */
export async function appendLines(path: string, lines: readonly (StepMetrics | EpochMetrics)[]): Promise<void> {
  if (lines.length === 0) return;
  await appendBytes(path, Buffer.from(lines.map((line) => `${lineOf(path, line)}\n`).join(''), 'utf8'));
}

/** JSON knows no NaN and no infinity, so such a line could never be read again. */
function lineOf(path: string, line: StepMetrics | EpochMetrics): string {
  for (const [key, value] of Object.entries(line)) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new RangeError(`Step ${line.step} has ${key} = ${value}, which ${basename(path)} cannot hold.`);
    }
  }
  return JSON.stringify(line);
}
