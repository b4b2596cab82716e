import type { PackProgress } from '../data/pack';

/** Time between two words about how far a data set is read. Milliseconds. */
const interval = 100;

/** Passes on how far a data set is read, at most ten times a second. */
export function paceProgress(tell: (progress: PackProgress) => void): (progress: PackProgress) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - toldAt < interval) return;
    toldAt = now;
    tell(progress);
  };
}
