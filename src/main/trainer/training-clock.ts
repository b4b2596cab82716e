/** Time spent training, in seconds, from when the first step could begin. */
export interface TrainingClock {
  seconds(): number;
}

export function startClock(now: () => number = performance.now.bind(performance)): TrainingClock {
  const start = now();
  return { seconds: () => (now() - start) / 1000 };
}
