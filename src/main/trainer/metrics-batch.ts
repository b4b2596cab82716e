import type { StepMetrics } from '../../shared/run';

/** At most ten batches a second leave the trainer. Seconds. */
const interval = 0.1;

/** Collects steps and hands them on in batches: none is dropped, none waits longer than the interval and a step. */
export interface MetricsBatch {
  /** @returns the lines that are due now, or null where it is too early. */
  add(line: StepMetrics): readonly StepMetrics[] | null;
  /** Whatever has not been handed on yet. */
  rest(): readonly StepMetrics[];
}

export function collectMetrics(): MetricsBatch {
  let lines: StepMetrics[] = [];
  let handedOnAt = Number.NEGATIVE_INFINITY;

  const rest = (): readonly StepMetrics[] => {
    const taken = lines;
    lines = [];
    return taken;
  };

  return {
    add(line) {
      lines.push(line);
      if (line.seconds - handedOnAt < interval) return null;
      handedOnAt = line.seconds;
      return rest();
    },
    rest,
  };
}
