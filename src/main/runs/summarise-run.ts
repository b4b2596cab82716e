import { basename, resolve } from 'node:path';
import type { RunRecord, RunState, RunSummary } from '../../shared/run';
import { runProgress } from '../../shared/run-progress';
import { readNotes, type NotesOnDisk } from './run-notes';
import { readRecipeHead, readRunState, type RecipeHead } from './run-record';

/** @throws StudioError `run-unreadable` */
export async function summariseRun(runFolder: string): Promise<RunSummary> {
  const recipe = await readRecipeHead(runFolder);
  const { record, state } = await readRunState(runFolder);
  return makeSummary(runFolder, recipe, record, state, await readNotes(runFolder));
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
  const { reason, createdAt, step, epoch, seconds, stepsPerSecond, sheetStep, checkpointStep } = record;
  return {
    id: basename(folder),
    folder,
    preset: recipe.preset,
    seed: recipe.seed,
    dataSetName: record.dataSet.name,
    state,
    reason,
    createdAt,
    step,
    epoch,
    seconds,
    stepsPerSecond,
    progress: state === 'finished' ? 1 : runProgress(recipe.schedule.length, record),
    sheetStep,
    checkpointStep,
    notes,
    notesProblem: problem,
  };
}
