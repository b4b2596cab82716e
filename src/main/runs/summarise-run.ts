import { basename, join, resolve } from 'node:path';
import { stepMetricsSchema, type RunRecord, type RunState, type RunSummary } from '../../shared/run';
import { runProgress, type Position } from '../../shared/run-progress';
import { readLastLine } from './read-last-line';
import { runLayout } from './run-layout';
import { nothingWritten, readNotes, readNotesAtOnce, type NotesOnDisk } from './run-notes';
import { readRecipeHead, readRecipeHeadAtOnce, readRunRecordAtOnce, readRunState, type RecipeHead } from './run-record';

/** @throws StudioError `run-unreadable` */
export async function summariseRun(runFolder: string): Promise<RunSummary> {
  const recipe = await readRecipeHead(runFolder);
  const { record, state } = await readRunState(runFolder);
  const position = state === 'running' ? await newestPosition(runFolder, record) : record;
  return makeSummary(runFolder, recipe, { ...record, ...position }, state, await readNotes(runFolder));
}

/**
 * The same, a third of the time for a run that is over: its files are read without giving way in between. For processes
 * that have nothing else to do.
 *
 * @param runFolder absolute
 * @param hasNotes whether there is a notes.json
 * @throws StudioError `run-unreadable`
 */
export async function summariseRunAtOnce(runFolder: string, hasNotes: boolean): Promise<RunSummary> {
  const recipe = readRecipeHeadAtOnce(runFolder);
  const record = readRunRecordAtOnce(runFolder);
  // whether its writer lives must be known before run.json is read
  if (record.state === 'running') return summariseRun(runFolder);
  return makeSummary(runFolder, recipe, record, record.state, hasNotes ? readNotesAtOnce(runFolder) : nothingWritten);
}

/** run.json is written every few seconds, the curves several times a second. */
async function newestPosition(runFolder: string, record: RunRecord): Promise<Position> {
  const line = await readLastLine(join(runFolder, runLayout.metrics), stepMetricsSchema);
  const { step, epoch, seconds } = line && line.step > record.step ? line : record;
  return { step, epoch, seconds };
}

/** One row of the run list out of what a run folder says. */
export function makeSummary(
  runFolder: string,
  recipe: RecipeHead,
  record: RunRecord,
  state: RunState,
  { notes, problem }: NotesOnDisk,
): RunSummary {
  const folder = resolve(runFolder);
  const { createdAt, step, epoch, seconds, stepsPerSecond, sheetStep, checkpointStep, parent } = record;
  const { length } = recipe.schedule;
  return {
    id: basename(folder),
    folder,
    preset: recipe.preset,
    seed: recipe.seed,
    dataSetName: record.dataSet.name,
    state,
    reason: record.wordedReason ?? record.reason,
    createdAt,
    step,
    epoch,
    seconds,
    stepsPerSecond,
    progress: state === 'finished' ? 1 : runProgress(length, record),
    length,
    sheetStep,
    checkpointStep,
    parent,
    ...(record.paceKey !== undefined && record.device
      ? { pace: { key: record.paceKey, device: record.device.name } }
      : {}),
    notes,
    notesProblem: problem,
  };
}
