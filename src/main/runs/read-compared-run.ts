import { join } from 'node:path';
import type { ComparedRun } from '../../shared/comparison';
import { checkRunFolder } from './read-failure';
import { listCheckpointSteps, listSheetSteps, runLayout } from './run-layout';
import { readNotes } from './run-notes';
import { readRecipe, readRunState } from './run-record';
import { sampleMetrics } from './sample-metrics';
import { makeSummary } from './summarise-run';

/** @throws StudioError `no-such-run` or `run-unreadable` */
export async function readComparedRun(runFolder: string): Promise<ComparedRun> {
  await checkRunFolder(runFolder);
  const recipe = await readRecipe(runFolder);
  const { record, state } = await readRunState(runFolder);
  const curve = await sampleMetrics(join(runFolder, runLayout.metrics));
  const newest = curve.at(-1);
  // run.json is written every few seconds, the curves several times a second
  const position =
    newest && newest.step > record.step
      ? { ...record, step: newest.step, epoch: newest.epoch, seconds: newest.seconds }
      : record;
  return {
    summary: makeSummary(runFolder, recipe, position, state, await readNotes(runFolder)),
    recipe,
    record,
    curve,
    sheetSteps: await listSheetSteps(runFolder),
    checkpointSteps: await listCheckpointSteps(runFolder),
  };
}
