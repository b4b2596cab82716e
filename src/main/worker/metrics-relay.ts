import type { StepMetrics } from '../../shared/run';

/** What a window that nobody sees is told, it is told this seldom: it would redraw its curves for nobody. Seconds. */
const unseenInterval = 30;

/** Passes steps on to the window: at once while it can be seen, else gathered. None is dropped. */
export interface MetricsRelay {
  add(lines: readonly StepMetrics[]): void;
  setVisible(visible: boolean): void;
  /** Whatever has been gathered. */
  flush(): void;
}

/** @param now seconds */
export function createMetricsRelay(
  send: (lines: readonly StepMetrics[]) => void,
  now: () => number = () => performance.now() / 1000,
): MetricsRelay {
  let gathered: StepMetrics[] = [];
  let visible = true;
  let sentAt = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    if (gathered.length === 0) return;
    sentAt = now();
    send(gathered);
    gathered = [];
  };
  return {
    add(lines) {
      gathered.push(...lines);
      if (visible || now() - sentAt >= unseenInterval) flush();
    },
    setVisible(next) {
      visible = next;
      if (visible) flush();
    },
    flush,
  };
}
