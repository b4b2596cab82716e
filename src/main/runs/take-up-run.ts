import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { epochMetricsSchema, stepMetricsSchema, type RunId, type RunRecord, type StepMetrics } from '../../shared/run';
import { appendBytes } from '../formats/append-bytes';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { openCheckpoint, type Checkpoint, type OpenedCheckpoint } from './checkpoint';
import { cutLines } from './cut-lines';
import { checkRunFolder } from './read-failure';
import { eventFile, hasEventFiles, listCheckpointSteps, listSheetSteps, runLayout, sheetFile } from './run-layout';
import { readRecipe, readRunRecord } from './run-record';
import { openWriter, type RunWriter } from './run-writer';
import { takeWriterLock } from './take-writer-lock';
import { openEventLog, restartEvents, type EventLog } from './tensorboard/event-log';
import { tidyRunFolder } from './tidy-leftovers';
import { writeJson } from './write-json';
import { removeWriterLock } from './writer-lock';

/** An earlier run that this process holds, untouched as yet. */
export interface TakenRun {
  readonly checkpoint: Checkpoint;
  /** Whether the checkpoint stands for a run that was killed before it wrote its first: step 0, without tensors. */
  readonly isBeginning: boolean;
  readonly skipped: OpenedCheckpoint['skipped'];
  readonly folder: string;
  readonly record: RunRecord;
  /** Cuts off what lies behind the checkpoint, and goes on writing from there. */
  begin(changes: NewPart): Promise<BegunRun>;
  /** Gives the run back as it was. */
  leave(): Promise<void>;
}

/** What is otherwise than in the run's earlier part. */
export type NewPart = Pick<RunRecord, 'plannedSteps' | 'versions' | 'device' | 'notices'>;

export interface BegunRun {
  readonly writer: RunWriter;
  /** The numbers of the checkpoint's step; null at step 0, or where that line is damaged. */
  readonly latest: StepMetrics | null;
  /** Step of the newest stored sheet that is left; null where there is none. */
  readonly sheetStep: number | null;
}

/**
 * Takes a run whose writer is gone, with its newest good checkpoint; one that has none yet, at its beginning.
 *
 * @throws StudioError `no-such-run`, `run-unreadable`, `run-in-use`, `no-checkpoint`, or where the folder cannot be written
 */
export async function takeUpRun(folder: string): Promise<TakenRun> {
  await checkRunFolder(folder);
  await readRunRecord(folder);
  await takeWriterLock(folder);
  try {
    await tidyRunFolder(folder);
    const record = await readRunRecord(folder);
    const isBeginning = (await listCheckpointSteps(folder)).length === 0;
    const { checkpoint, skipped } = isBeginning ? await beginningOf(folder, record) : await openCheckpoint(folder);
    return {
      ...{ folder, record, checkpoint, skipped, isBeginning },
      begin: (changes) => begin(folder, record, checkpoint, changes),
      leave: () => removeWriterLock(folder),
    };
  } catch (error) {
    await removeWriterLock(folder);
    throw error;
  }
}

/** What a run knows before its first checkpoint. @throws StudioError `no-checkpoint` where that is another run's last one */
async function beginningOf(
  folder: string,
  { parent, dataSet }: RunRecord,
): Promise<Pick<TakenRun, 'checkpoint' | 'skipped'>> {
  // what it went on from is in a checkpoint of the parent only
  if (parent !== null) return openCheckpoint(folder);
  const recipe = await readRecipe(folder);
  return { checkpoint: { step: 0, recipe, dataFingerprint: dataSet.fingerprint, tensors: [] }, skipped: [] };
}

async function begin(
  folder: string,
  earlier: RunRecord,
  { step, recipe }: Checkpoint,
  changes: NewPart,
): Promise<BegunRun> {
  const id: RunId = basename(folder);
  const last = await cutLines(join(folder, runLayout.metrics), stepMetricsSchema, (line) => line.step <= step);
  const latest = last?.step === step ? last : null;
  await cutLines(join(folder, runLayout.epochs), epochMetricsSchema, (line) => line.complete && line.step <= step);
  const sheetStep = await removeLaterSheets(folder, step);
  const record: RunRecord = {
    ...earlier,
    ...changes,
    state: 'running',
    reason: null,
    wordedReason: null,
    updatedAt: new Date().toISOString(),
    step,
    ...(step === 0 && { epoch: 0, seconds: 0, latestMetrics: null }),
    ...(latest && { epoch: latest.epoch, seconds: latest.seconds, latestMetrics: latest }),
    checkpointStep: (await listCheckpointSteps(folder)).length === 0 ? null : step,
    sheetStep,
  };
  await writeJson(join(folder, runLayout.record), record);
  const events = await continueEvents(folder, step, record.seconds);
  return { writer: openWriter(id, folder, recipe, record, events), latest, sheetStep };
}

/** A file of its own, because what follows a torn record would never be read. Null where the run has no event files. */
async function continueEvents(folder: string, step: number, seconds: number): Promise<EventLog | null> {
  if (!(await hasEventFiles(folder))) return null;
  const now = new Date();
  const file = eventFile(folder, now);
  await appendBytes(file, restartEvents(step + 1, now));
  return openEventLog(file, new Date(now.getTime() - seconds * 1000), { step, seconds });
}

/** @returns the newest that is left */
async function removeLaterSheets(folder: string, step: number): Promise<number | null> {
  const steps = await listSheetSteps(folder);
  for (const later of steps.filter((candidate) => candidate > step)) {
    const file = sheetFile(folder, later);
    try {
      await rm(file);
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw writeFailure(error, file);
    }
  }
  return steps.findLast((candidate) => candidate <= step) ?? null;
}
