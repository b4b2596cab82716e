import type { EpochMetrics, StepMetrics, TrainingNumber } from '../../shared/run';
import { formatDuration } from './duration';

/** Seconds between two lines where the output is a file or a pipe. */
const quietInterval = 5;
/** Back to the start of the terminal's line, which is then empty. */
const eraseLine = '\r\u001b[2K';

/** Shows how a run goes: one line that rewrites itself on a terminal, a line every few seconds elsewhere. */
export interface ProgressLine {
  show(lines: readonly StepMetrics[]): void;
  /** Writes the means of an epoch on a line that stays. */
  showEpoch(means: EpochMetrics): void;
  /** Leaves the last line standing and moves below it. */
  end(): void;
}

/** @param remaining seconds left, from the latest step and the pace; null where it cannot be said yet */
export function progressLine(
  stream: NodeJS.WriteStream,
  remaining: (latest: StepMetrics, stepsPerSecond: number) => number | null,
): ProgressLine {
  let shownAt = Number.NEGATIVE_INFINITY;
  let paceFrom: Pick<StepMetrics, 'step' | 'seconds'> = { step: 0, seconds: 0 };
  let stepsPerSecond = 0;
  let open = false;

  return {
    show(lines) {
      const latest = lines.at(-1);
      if (!latest) return;
      if (latest.seconds - paceFrom.seconds >= 1) {
        stepsPerSecond = (latest.step - paceFrom.step) / (latest.seconds - paceFrom.seconds);
        paceFrom = latest;
      }
      if (!stream.isTTY && latest.seconds - shownAt < quietInterval) return;
      shownAt = latest.seconds;
      const text = describe(latest, stepsPerSecond, remaining(latest, stepsPerSecond));
      stream.write(stream.isTTY ? `${eraseLine}${text.slice(0, Math.max(20, stream.columns - 1))}` : `${text}\n`);
      open = stream.isTTY;
    },
    showEpoch(means) {
      stream.write(`${open ? eraseLine : ''}${describeEpoch(means)}\n`);
      open = false;
    },
    end() {
      if (open) stream.write('\n');
      open = false;
    },
  };
}

function describe(latest: StepMetrics, stepsPerSecond: number, remaining: number | null): string {
  const parts = [
    `step ${latest.step}`,
    `epoch ${latest.epoch.toFixed(2)}`,
    ...describeNumbers(latest),
    ...(stepsPerSecond > 0 ? [`${stepsPerSecond.toFixed(1)} steps/s`] : []),
    ...(remaining === null ? [] : [`${formatDuration(remaining)} left`]),
  ];
  return parts.join(' · ');
}

/** `mean of epoch 3 (600 steps) · D loss 1.234 · …` */
function describeEpoch(means: EpochMetrics): string {
  const { epoch, steps, complete } = means;
  const title = `mean of epoch ${epoch} (${steps} steps${complete ? '' : ', not complete'})`;
  return [title, ...describeNumbers(means)].join(' · ');
}

function describeNumbers(numbers: Pick<StepMetrics, TrainingNumber>): readonly string[] {
  const { discriminatorLoss, generatorLoss, realProbability, fakeProbability } = numbers;
  return [
    `D loss ${discriminatorLoss.toFixed(3)}`,
    ...(generatorLoss === undefined ? [] : [`G loss ${generatorLoss.toFixed(3)}`]),
    `D(x) ${realProbability.toFixed(2)}`,
    `D(G(z)) ${fakeProbability.toFixed(2)}`,
  ];
}
