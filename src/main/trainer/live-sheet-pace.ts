/** At most ten sheets a second. Seconds. */
const shortestInterval = 0.1;

/** Drawing sheets to watch may take this share of the time, so that training keeps its pace. */
const largestShare = 0.05;

/** Says when the next sheet for a watching window may be drawn, from what the last one cost. */
export interface LiveSheetPace {
  isDue(seconds: number): boolean;
  /** @param cost seconds that drawing the sheet took */
  drawn(seconds: number, cost: number): void;
}

export function paceLiveSheets(): LiveSheetPace {
  let nextAt = 0;
  return {
    isDue: (seconds) => seconds >= nextAt,
    drawn(seconds, cost) {
      nextAt = seconds + Math.max(shortestInterval, cost / largestShare);
    },
  };
}
