import { epochMetricsSchema, type EpochMetrics } from '../../shared/run';
import { readLines } from './read-lines';

export interface EpochsOnDisk {
  /** Of the newest line; null where there is none. */
  readonly last: EpochMetrics | null;
  /** The newest epoch that was done to its end; null before the first. */
  readonly lastComplete: EpochMetrics | null;
  /** Lines that could not be read, a torn last one among them. */
  readonly damagedLines: number;
}

/** Reads epochs.jsonl; a file that is not there, as in runs of older versions, holds no lines. */
export async function readEpochs(file: string): Promise<EpochsOnDisk> {
  let last: EpochMetrics | null = null;
  let lastComplete: EpochMetrics | null = null;
  const damagedLines = await readLines(file, epochMetricsSchema, (line) => {
    last = line;
    if (line.complete) lastComplete = line;
  });
  return { last, lastComplete, damagedLines };
}
