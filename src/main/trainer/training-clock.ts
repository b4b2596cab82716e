/** Time spent training, in seconds, from when the first step could begin; pauses are left out. */
export interface TrainingClock {
  seconds(): number;
  pause(): void;
  /** Harmless where it goes already. */
  goOn(): void;
}

/** @param before seconds that the run has trained already */
export function startClock(before = 0, now: () => number = performance.now.bind(performance)): TrainingClock {
  let start = now() - before * 1000;
  let pausedAt: number | null = null;
  return {
    seconds: () => ((pausedAt ?? now()) - start) / 1000,
    pause: () => {
      pausedAt ??= now();
    },
    goOn: () => {
      if (pausedAt === null) return;
      start += now() - pausedAt;
      pausedAt = null;
    },
  };
}
