import type { ComparedRun } from '../../shared/comparison';
import { checkRunFolder } from './read-failure';
import { listCheckpointSteps, listSheetSteps } from './run-layout';
import { readNotes } from './run-notes';
import { readRecipe, readRunState } from './run-record';
import { makeSummary } from './summarise-run';

/** @throws StudioError `no-such-run` or `run-unreadable` */
export async function readComparedRun(runFolder: string): Promise<ComparedRun> {
  await checkRunFolder(runFolder);
  const recipe = await readRecipe(runFolder);
  const { record, state } = await readRunState(runFolder);
  return {
    summary: makeSummary(runFolder, recipe, record, state, await readNotes(runFolder)),
    recipe,
    record,
    sheetSteps: await listSheetSteps(runFolder),
    checkpointSteps: await listCheckpointSteps(runFolder),
  };
}
