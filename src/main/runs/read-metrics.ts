import { createReadStream } from 'node:fs';
import { stepMetricsSchema, type StepMetrics } from '../../shared/run';
import { systemErrorCode } from '../formats/write-failure';
import { thinMetrics } from './thin-metrics';

export interface MetricsOnDisk {
  /** At most `maximumPoints`, in order, the newest among them. */
  readonly points: readonly StepMetrics[];
  /** Lines that could not be read, a torn last one among them. */
  readonly damagedLines: number;
}

const lineFeed = 0x0a;
/** Bytes; a line of ours has about 200. */
const maximumLine = 64 * 1024;
/** Small, so that the process that reads has time for other things in between. */
const pieceBytes = 16 * 1024;

/** Reads metrics.jsonl piece by piece; a file that is not there holds no lines. */
export async function readMetrics(file: string, maximumPoints: number): Promise<MetricsOnDisk> {
  const thinned = thinMetrics(maximumPoints);
  let damagedLines = 0;
  try {
    for await (const line of readLines(file)) {
      const metrics = parseLine(line);
      if (metrics) thinned.add(metrics);
      else damagedLines++;
    }
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  return { points: thinned.points(), damagedLines };
}

/** Lines without their line feed; one that is too long comes as an empty, that is a damaged one. */
async function* readLines(file: string): AsyncGenerator<string> {
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

function parseLine(line: string): StepMetrics | undefined {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    // counted as damaged by the caller
    return undefined;
  }
  const checked = stepMetricsSchema.safeParse(data);
  return checked.success ? checked.data : undefined;
}
