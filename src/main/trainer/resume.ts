import { join } from 'node:path';
import { epochAt, plannedSteps } from '../../shared/recipe';
import { stepMetricsSchema, type Device, type RunRecord, type RunSummary } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded, type Worded } from '../../shared/wording/worded';
import type { Images } from '../data/image-set';
import { readLines } from '../runs/read-lines';
import { runLayout } from '../runs/run-layout';
import { takeUpRun, type TakenRun } from '../runs/take-up-run';
import { collectEpochMeans, type EpochMeans } from './epoch-means';
import { onDataSet } from './on-data-set';
import { passedOverNotices } from './passed-over';
import { currentVersions, trainRun } from './train-run';
import { prepareImages } from './training-images';
import type { TrainingObserver } from './training-observer';
import { keepNotices, noticesOf } from '../../shared/run-notices';
import { toldList } from '../../shared/wording/told-list';

export interface ResumeRequest {
  /** Of the run, absolute. */
  readonly folder: string;
  /** Where it shall end, counted from the run's first step; null = where its recipe says. */
  readonly steps: number | null;
  readonly backend: Device['backend'];
}

/**
 * Goes on with a run from its newest good checkpoint, or from its beginning where it has none yet. On the machine and the programs of its earlier part it ends bit for
 * bit as if it had never stopped; elsewhere run.json says that it may not.
 *
 * @throws StudioError where the run cannot be taken up, has nothing left to do, or its data set is another one now
 */
export async function resume(
  { folder, steps: asked, backend }: ResumeRequest,
  observer: TrainingObserver,
  stop: AbortSignal,
): Promise<RunSummary> {
  const taken = await takeUpRun(folder);
  let begun = false;
  try {
    const { checkpoint, record } = taken;
    const { recipe, step } = checkpoint;
    return await onDataSet(recipe, backend, observer, stop, async (images, device) => {
      checkSameData(images, checkpoint.dataFingerprint, folder);
      const prepared = prepareImages(recipe, images);
      const { length, batchSize } = recipe.schedule;
      const steps = asked ?? plannedSteps(length, batchSize, images.count);
      checkSomethingLeft(taken, steps);
      const notices = findNotices(taken, device);
      for (const notice of notices) observer.onNotice(notice);
      const kept = [...noticesOf(record), ...notices];
      const changes = { plannedSteps: steps, versions: currentVersions(), device, ...keepNotices(kept) };
      const { writer, latest, sheetStep } = await taken.begin(changes);
      begun = true;
      observer.onCreated(writer, steps);
      await writer.log(`Going on from step ${step}.`);
      const ownFrom = record.parent?.step ?? 0;
      const epochMeans = await readEpochMeans(folder, epochAt(ownFrom, batchSize, images.count));
      const seconds = latest?.seconds ?? (step === 0 ? 0 : record.seconds);
      const { turns = null } = checkpoint;
      const tensors = taken.isBeginning ? null : checkpoint.tensors;
      const from = { step, ownFrom, seconds, sheetStep, tensors, inherited: false, turns, epochMeans, notices: kept };
      return trainRun({ recipe, images: prepared, device, steps, writer, from }, observer, stop);
    });
  } finally {
    if (!begun) await taken.leave();
  }
}

function checkSameData(images: Images, fingerprint: string, folder: string): void {
  if (images.fingerprint === fingerprint) return;
  const message = worded('run.otherData', { folder, name: images.name });
  throw new StudioError('data-set-unreadable', message);
}

function checkSomethingLeft({ folder, checkpoint, record }: TakenRun, steps: number | null): void {
  const { length } = checkpoint.recipe.schedule;
  const clockLeft = length.unit === 'minutes' && record.seconds < length.amount * 60;
  if (steps === null ? clockLeft : checkpoint.step < steps) return;
  const message = worded('run.nothingLeft', { folder, done: checkpoint.step });
  throw new StudioError('invalid-request', message);
}

/** What keeps the rest of the run from being just what it would have been, and damage that was found. */
function findNotices({ skipped, checkpoint, record }: TakenRun, device: Device): readonly Worded[] {
  const damaged = passedOverNotices({ skipped, checkpoint });
  const differences = differencesOf(record, device);
  const lacksTurns = checkpoint.recipe.schedule.turns.kind === 'adaptive' && !checkpoint.turns;
  const reasons = [...differences, ...(lacksTurns ? [worded('notice.turns')] : [])];
  if (reasons.length === 0) return damaged;
  return [...damaged, worded('notice.notTheSame', { step: checkpoint.step, reasons: toldList(reasons) })];
}

function differencesOf({ versions, device: before }: RunRecord, device: Device): readonly Worded[] {
  const now = currentVersions();
  const pairs: readonly (readonly [what: Worded, before: string | Worded, now: string])[] = [
    [worded('notice.studio'), versions.studio, now.studio],
    [worded('notice.tensorFlow'), versions.tensorflow, now.tensorflow],
    [
      worded('notice.device'),
      before ? `${before.name} (${before.backend})` : worded('notice.unknown'),
      `${device.name} (${device.backend})`,
    ],
  ];
  return pairs
    .filter(([, was, is]) => was !== is)
    .map(([what, before, is]) => worded('notice.was', { what, before, now: is }));
}

/**
 * Has taken every step that the run folder tells of.
 *
 * @param begunAt epochs before the first of them
 */
async function readEpochMeans(folder: string, begunAt: number): Promise<EpochMeans> {
  const means = collectEpochMeans(begunAt);
  await readLines(join(folder, runLayout.metrics), stepMetricsSchema, (line) => {
    means.take([line]);
  });
  return means;
}
