import type { Patience } from '../runs/until-accepted';
import type { TrainingClock } from './training-clock';
import type { TrainingObserver } from './training-observer';

/** Milliseconds after which a paused training tries by itself whether the disk takes what it refused. */
const patienceInterval = 5_000;

export interface WaitForDisk {
  readonly clock: TrainingClock;
  readonly observer: TrainingObserver;
  /** Ends the wait with the disk's refusal: nothing more could be kept. */
  readonly stop: AbortSignal;
}

/** Pauses a training while the disk refuses to keep it; tries again every five seconds, or when it is asked to. */
export function waitForDisk({ clock, observer, stop }: WaitForDisk): Patience {
  return {
    onRefusal: (refusal) => {
      clock.pause();
      return new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          stop.removeEventListener('abort', giveUp);
          settle();
        };
        const giveUp = (): void => end(() => reject(refusal));
        const tryAgain = (): void => end(resolve);
        const timer = setTimeout(tryAgain, patienceInterval);
        stop.addEventListener('abort', giveUp);
        if (stop.aborted) giveUp();
        else observer.onPaused(refusal, tryAgain);
      });
    },
    onAccepted: () => {
      clock.goOn();
      observer.onGoingOn();
    },
  };
}
