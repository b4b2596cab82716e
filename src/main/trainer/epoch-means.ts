import { trainingNumberNames, type EpochMetrics, type StepMetrics, type TrainingNumber } from '../../shared/run';

/** Makes the means of each epoch out of its steps, in bounded memory. */
export interface EpochMeans {
  /**
   * @param lines the next steps, in order
   * @returns the epochs that they complete
   */
  take(lines: readonly StepMetrics[]): readonly EpochMetrics[];
  /** The epoch under way, marked as not complete; null where it has no step yet. */
  rest(): EpochMetrics | null;
}

/** @param begunAt epochs done before the first step, as a fraction */
export function collectEpochMeans(begunAt = 0): EpochMeans {
  let epoch = Math.floor(begunAt) + 1;
  let last: StepMetrics | null = null;
  let steps = 0;
  let means = collectMeans();

  const describe = (complete: boolean): EpochMetrics | null =>
    last && { epoch, complete, step: last.step, steps, seconds: last.seconds, ...means.read() };

  return {
    take: (lines) =>
      lines.flatMap((line) => {
        means.add(line);
        last = line;
        steps++;
        if (line.epoch < epoch) return [];
        const completed = describe(true);
        epoch = Math.floor(line.epoch) + 1;
        last = null;
        steps = 0;
        means = collectMeans();
        return completed ?? [];
      }),
    rest: () => describe(false),
  };
}

type Means = Pick<EpochMetrics, TrainingNumber>;

function collectMeans(): { add(line: StepMetrics): void; read(): Means } {
  const sums = new Map<TrainingNumber, { sum: number; count: number }>();
  return {
    add(line) {
      for (const name of trainingNumberNames) {
        const value = line[name];
        if (value === undefined) continue;
        const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
        sums.set(name, { sum: sum + value, count: count + 1 });
      }
    },
    // what every line tells has a mean as soon as there is one line
    read: () => Object.fromEntries([...sums].map(([name, { sum, count }]) => [name, sum / count])) as unknown as Means,
  };
}
