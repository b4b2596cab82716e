/** Time spent training, in seconds, from when the first step could begin. */
export interface TrainingClock {
  seconds(): number;
}

/** @param before seconds that the run has trained already */
export function startClock(before = 0, now: () => number = performance.now.bind(performance)): TrainingClock {
  const start = now() - before * 1000;
  return { seconds: () => (now() - start) / 1000 };
}
