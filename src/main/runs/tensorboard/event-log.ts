import type { Recipe } from '../../../shared/recipe';
import { trainingNumberNames, type EpochMetrics, type StepMetrics, type TrainingNumber } from '../../../shared/run';
import { appendBytes } from '../../formats/append-bytes';
import { encodeRecord } from '../../formats/tfrecord';
import {
  graphEvent,
  pictureEvent,
  restartEvent,
  scalarsEvent,
  versionEvent,
  type PictureSummary,
  type Scalar,
} from './events';
import { encodeGraph } from './graph-def';
import { epochMeanTag, scalarTags, sheetTag, speedTag } from './scalar-tags';

/**
 * Adds a run's numbers and sheets to its TensorBoard event file. Each call is one write; a file that is cut short is whole
 * up to the last record before the cut.
 *
 * Each throws StudioError where the disk refuses; the file then ends where it did before.
 */
export interface EventLog {
  readonly file: string;
  appendMetrics(lines: readonly StepMetrics[]): Promise<void>;
  /** Epochs that were cut short are left out: a curve could not say so. */
  appendEpochs(epochs: readonly EpochMetrics[]): Promise<void>;
  appendSheet(step: number, sheet: Omit<PictureSummary, 'tag'>): Promise<void>;
}

/** What an event file begins with: its version and both networks as a graph. */
export function firstEvents(recipe: Recipe, createdAt: Date): Uint8Array {
  const wallTime = createdAt.getTime() / 1000;
  return inRecords([versionEvent(wallTime), graphEvent(wallTime, encodeGraph(recipe))]);
}

/** What a later event file of the same run begins with. @param step the first that it will tell of */
export function restartEvents(step: number, now: Date): Uint8Array {
  const wallTime = now.getTime() / 1000;
  return inRecords([versionEvent(wallTime), restartEvent({ wallTime, step })]);
}

/**
 * @param file holds the first events
 * @param createdAt when the training clock stood at 0
 * @param from where the run goes on
 */
export function openEventLog(
  file: string,
  createdAt: Date,
  from: Pick<StepMetrics, 'step' | 'seconds'> = { step: 0, seconds: 0 },
): EventLog {
  // the training clock starts a moment later, which shifts all curves alike
  const wallTime = (seconds: number): number => createdAt.getTime() / 1000 + seconds;
  let before = from;

  async function append(events: readonly Uint8Array[]): Promise<void> {
    if (events.length > 0) await appendBytes(file, inRecords(events));
  }

  return {
    file,
    async appendMetrics(lines) {
      const last = lines.at(-1);
      if (!last) return;
      const speed = speedSince(before, last);
      await append(
        lines.map((line) => {
          const scalars = scalarsOf(line, (name) => scalarTags[name]);
          const moment = { wallTime: wallTime(line.seconds), step: line.step };
          return scalarsEvent(moment, line === last ? [...scalars, ...speed] : scalars);
        }),
      );
      before = last;
    },
    appendEpochs: (epochs) =>
      append(
        epochs
          .filter(({ complete }) => complete)
          .map((means) =>
            scalarsEvent({ wallTime: wallTime(means.seconds), step: means.step }, scalarsOf(means, epochMeanTag)),
          ),
      ),
    appendSheet: (step, sheet) =>
      append([pictureEvent({ wallTime: Date.now() / 1000, step }, { ...sheet, tag: sheetTag })]),
  };
}

function scalarsOf(
  numbers: Pick<StepMetrics, TrainingNumber>,
  tagOf: (name: TrainingNumber) => string,
): readonly Scalar[] {
  return trainingNumberNames.flatMap((name) => {
    const value = numbers[name];
    return value === undefined ? [] : [{ tag: tagOf(name), value }];
  });
}

/** Nothing where no time went by. */
function speedSince(
  before: Pick<StepMetrics, 'step' | 'seconds'>,
  last: Pick<StepMetrics, 'step' | 'seconds'>,
): readonly Scalar[] {
  const seconds = last.seconds - before.seconds;
  return seconds > 0 ? [{ tag: speedTag, value: (last.step - before.step) / seconds }] : [];
}

function inRecords(events: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(events.map(encodeRecord));
}
