import { drawFixedLatents } from '../../shared/fixed-latents';
import type { Recipe } from '../../shared/recipe';
import { failure, toldOf } from '../../shared/result';
import type { Device, RunRecord, RunSummary, StepMetrics } from '../../shared/run';
import type { NamedTensor } from '../../shared/tensor';
import type { TurnState } from '../../shared/turns-spec';
import { studioVersion } from '../../shared/version';
import { carryOver } from '../gan/carry-over';
import { mixedPrecisionGain } from '../gan/mixed-precision';
import { createGanSession, type GanSession } from '../gan/session';
import { tensorFlowVersion } from '../gan/tensorflow';
import type { RunWriter } from '../runs/run-writer';
import type { EpochMeans } from './epoch-means';
import { paceLiveSheets } from './live-sheet-pace';
import { collectMetrics } from './metrics-batch';
import { startClock } from './training-clock';
import { giveWay, lastEpoch, runSteps, type Training } from './training-loop';
import type { TrainingImages } from './training-images';
import type { TrainingObserver } from './training-observer';
import { createTurnTaking } from './turn-taking';
import { waitForDisk } from './wait-for-disk';
import { keepNotices } from '../../shared/run-notices';
import { inWords, worded, type Told } from '../../shared/wording/worded';

/** A run whose folder is there, and where it begins. */
export interface PlannedRun {
  readonly recipe: Recipe;
  readonly images: TrainingImages;
  readonly device: Device;
  /** Null where only the clock ends it. */
  readonly steps: number | null;
  readonly writer: RunWriter;
  readonly from: StartingPoint;
}

export interface StartingPoint {
  readonly step: number;
  /** Steps before this run's own clock began: 0, or where it left its parent. */
  readonly ownFrom: number;
  readonly seconds: number;
  readonly sheetStep: number | null;
  /** What the session goes on with; null = its first values. */
  readonly tensors: readonly NamedTensor[] | null;
  /** Whether the tensors come from a run of another recipe: what does not fit begins anew, and is said. */
  readonly inherited: boolean;
  readonly turns: TurnState | null;
  /** Has taken the steps of the epoch under way. */
  readonly epochMeans: EpochMeans;
  /** What run.json keeps already. */
  readonly notices: readonly Told[];
}

/** Trains a planned run to its end or to `stop`. @throws StudioError where it fails; its folder says so then */
export async function trainRun(run: PlannedRun, observer: TrainingObserver, stop: AbortSignal): Promise<RunSummary> {
  const { recipe, writer, from } = run;
  const metrics = collectMetrics();
  try {
    if (recipe.execution === 'compiled') {
      observer.onStage('compiling');
      // compiling blocks the thread; whoever watches hears of it first
      await giveWay();
    }
    const turns = createTurnTaking(recipe.schedule.turns, from.turns ?? undefined);
    const blank = from.tensors !== null && !from.inherited;
    const session = createGanSession(recipe, { entries: turns.entries, blank });
    try {
      const inheritance = takeOver(session, from);
      await tellDeviations(session, run, observer, inheritance);
      const { images, steps } = run;
      const clock = startClock(from.seconds);
      writer.bePatient(waitForDisk({ clock, observer, stop }));
      const training: Training = {
        ...{ recipe, steps, session, writer, observer, metrics, turns, from },
        ...images,
        clock,
        epochMeans: from.epochMeans,
        pace: paceLiveSheets(),
        fixedLatents: drawFixedLatents(recipe),
      };
      observer.onStage('training');
      return await runSteps(training, stop);
    } finally {
      session.dispose();
    }
  } catch (error) {
    // what failed for good must not wait once more
    writer.bePatient(null);
    await recordFailure(writer, metrics.rest(), from.epochMeans, error);
    throw error;
  }
}

/** @returns what could not be taken over */
function takeOver(session: GanSession, { tensors, inherited }: StartingPoint): readonly Told[] {
  if (!tensors) return [];
  if (!inherited) {
    session.write(tensors);
    return [];
  }
  const carried = carryOver(session.read(), tensors);
  session.write(carried.tensors);
  return carried.notices;
}

/** Says where a run is made otherwise than its recipe says, and what its precision gains nothing of. */
async function tellDeviations(
  session: GanSession,
  { device, writer, from }: PlannedRun,
  observer: TrainingObserver,
  others: readonly Told[],
): Promise<void> {
  const { execution, precision } = session;
  const slow =
    precision === 'mixed' && (await mixedPrecisionGain(device)) === 'loses' ? worded('notice.mixedSlower') : null;
  const notices = [...others, session.notice, slow].filter((notice) => notice !== null);
  await writer.update({ execution, precision, ...keepNotices([...from.notices, ...notices]) });
  for (const notice of notices) {
    observer.onNotice(notice);
    await writer.log(inWords(notice, 'en'));
  }
}

export function currentVersions(): RunRecord['versions'] {
  return {
    studio: studioVersion,
    node: process.versions.node,
    tensorflow: tensorFlowVersion(),
    electron: process.versions['electron'] ?? null,
  };
}

/** Keeps the steps not yet written and marks the run failed; where either fails too, the first error still counts. */
async function recordFailure(
  writer: RunWriter,
  lines: readonly StepMetrics[],
  epochMeans: EpochMeans,
  error: unknown,
): Promise<void> {
  const attempts = [
    () => writer.appendMetrics(lines),
    () => writer.appendEpochs([...epochMeans.take(lines), ...lastEpoch(epochMeans)]),
    () => writer.finish('failed', toldOf(failure(error))),
  ];
  for (const attempt of attempts) {
    try {
      await attempt();
    } catch (second) {
      await writer.log(`The failure could not be recorded: ${failure(second).message}`).catch(() => {
        // the log lies in the same folder that cannot be written; the caller gets the first error
      });
    }
  }
}
