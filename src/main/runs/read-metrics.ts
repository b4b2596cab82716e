import { stepMetricsSchema, type StepMetrics } from '../../shared/run';
import { readLines } from './read-lines';
import { thinMetrics } from './thin-metrics';

export interface MetricsOnDisk {
  /** At most `maximumPoints`, in order, the newest among them. */
  readonly points: readonly StepMetrics[];
  /** Lines that could not be read, a torn last one among them. */
  readonly damagedLines: number;
}

/** Reads metrics.jsonl piece by piece; a file that is not there holds no lines. */
export async function readMetrics(file: string, maximumPoints: number): Promise<MetricsOnDisk> {
  const thinned = thinMetrics(maximumPoints);
  const damagedLines = await readLines(file, stepMetricsSchema, (line) => thinned.add(line));
  return { points: thinned.points(), damagedLines };
}
