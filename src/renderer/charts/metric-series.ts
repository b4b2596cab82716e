/** One drawn point of a bucket of neighbouring steps. */
export interface SeriesPoint {
  /** Middle of the bucket. Steps. */
  readonly step: number;
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

const usualCapacity = 480;

/**
 * A metric over all steps of a run in bounded memory: equally wide buckets of steps, and neighbours merge whenever
 * there are too many. Every value counts, the extremes stay visible, and drawing costs the same after a million steps.
 */
export class MetricSeries {
  #width = 1;
  #buckets: (Bucket | undefined)[] = [];

  constructor(private readonly capacity: number = usualCapacity) {}

  /** Steps a bucket. */
  get bucketWidth(): number {
    return this.#width;
  }

  /** @param step 1 for the first; any order */
  add(step: number, value: number): void {
    if (!Number.isFinite(value)) return;
    while (Math.floor((step - 1) / this.#width) >= this.capacity) this.#mergeNeighbours();
    const index = Math.floor((step - 1) / this.#width);
    this.#buckets[index] = merge(this.#buckets[index], { count: 1, sum: value, lowest: value, highest: value });
  }

  /** In the order of steps; buckets without a value are left out. */
  points(): readonly SeriesPoint[] {
    const points: SeriesPoint[] = [];
    this.#buckets.forEach((bucket, index) => {
      if (!bucket) return;
      const { count, sum, lowest, highest } = bucket;
      points.push({ step: (index + 0.5) * this.#width + 0.5, mean: sum / count, lowest, highest });
    });
    return points;
  }

  #mergeNeighbours(): void {
    const merged: (Bucket | undefined)[] = [];
    this.#buckets.forEach((bucket, index) => {
      if (bucket) merged[index >> 1] = merge(merged[index >> 1], bucket);
    });
    this.#buckets = merged;
    this.#width *= 2;
  }
}

interface Bucket {
  readonly count: number;
  readonly sum: number;
  readonly lowest: number;
  readonly highest: number;
}

function merge(one: Bucket | undefined, other: Bucket): Bucket {
  if (!one) return other;
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    lowest: Math.min(one.lowest, other.lowest),
    highest: Math.max(one.highest, other.highest),
  };
}
