import type { RunStage } from '../../shared/ipc';
import type { Device, EpochMetrics, Samples, StepMetrics } from '../../shared/run';
import type { StudioError } from '../../shared/studio-error';
import type { PackProgress } from '../data/pack';
import type { RunWriter } from '../runs/run-writer';
import type { Told } from '../../shared/wording/worded';

/** Who watches a run. Called on the trainer's thread, between steps. */
export interface TrainingObserver {
  /** @param plannedSteps null where only the clock ends the run */
  onCreated(run: Pick<RunWriter, 'id' | 'folder'>, plannedSteps: number | null): void;
  onDevice(device: Device): void;
  onStage(stage: RunStage): void;
  /** While a data set is packed, the first time it is used; called after every few images. */
  onPacking?(progress: PackProgress): void;
  /** A sentence about what goes otherwise than the recipe says; run.json keeps it. */
  onNotice(notice: Told): void;
  /**
   * The disk refuses to keep the run: training waits, and tries again every few seconds.
   *
   * @param retry tries again at once
   */
  onPaused(refusal: StudioError, retry: () => void): void;
  /** The disk takes again what it refused. */
  onGoingOn(): void;
  /** In order, at most ten times a second, no step left out. */
  onMetrics(lines: readonly StepMetrics[]): void;
  /** After the last step of each epoch, and at the end of the run where it lies in the midst of one. */
  onEpoch(means: EpochMetrics): void;
  /** Asked before each live sheet; where nobody watches none is drawn. */
  wantsSamples(): boolean;
  onSamples(samples: Samples): void;
}
