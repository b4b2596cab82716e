/** Whether an image is nearer to the training images than images that were never trained on. */
export interface MemoryVerdict {
  readonly kind: 'noCopy' | 'near' | 'copy';
  /** Share of the real images that come nearer, 0 to 1. */
  readonly nearer: number;
}

/** Fewer real images than this come nearer: worth a look. */
const nearShare = 0.01;
/** Distances of this share of the usual one are those of the same picture. */
const copyShare = 0.05;

/** @param real distances of real images that were not trained on, at least one */
export function memoryVerdict(distance: number, real: ArrayLike<number>): MemoryVerdict {
  const sorted = Float64Array.from(real).sort();
  const nearer = sorted.filter((other) => other < distance).length / sorted.length;
  const median = sorted[sorted.length >> 1] ?? 0;
  if (distance <= copyShare * median) return { kind: 'copy', nearer };
  return { kind: nearer < nearShare ? 'near' : 'noCopy', nearer };
}

export interface DistanceCurve {
  /** Upper end of the axis, which begins at 0. */
  readonly end: number;
  /** Share of the samples in each part. */
  readonly samples: readonly number[];
  /** The same of the real images. */
  readonly real: readonly number[];
}

/** Both sets of distances in equal parts from 0. */
export function distanceCurve(samples: ArrayLike<number>, real: ArrayLike<number>, parts: number): DistanceCurve {
  const all = [...Array.from(samples), ...Array.from(real)].sort((a, b) => a - b);
  // a few that lie far off must not press the others together
  const end = Math.max(1e-6, (all[Math.floor(0.995 * (all.length - 1))] ?? 1) * 1.05);
  return { end, samples: shares(samples, end, parts), real: shares(real, end, parts) };
}

function shares(values: ArrayLike<number>, end: number, parts: number): readonly number[] {
  const counts = new Array<number>(parts).fill(0);
  for (let index = 0; index < values.length; index++) {
    const part = Math.min(parts - 1, Math.floor(((values[index] as number) / end) * parts));
    counts[part] = (counts[part] as number) + 1;
  }
  return counts.map((count) => count / Math.max(1, values.length));
}
