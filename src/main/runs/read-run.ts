import { join } from 'node:path';
import type { RunDetails } from '../../shared/ipc';
import { failure } from '../../shared/result';
import type { Samples } from '../../shared/run';
import { listCheckpoints } from './pins';
import { checkRunFolder } from './read-failure';
import { readEpochs } from './read-epochs';
import { listSheetSteps, runLayout, sheetFile } from './run-layout';
import { readNotes } from './run-notes';
import { readRecipe, readRunState } from './run-record';
import { readSheet } from './sheet';
import { makeSummary } from './summarise-run';

/** A run with what was found damaged in it. */
export interface RunOnDisk extends RunDetails {
  /** Lines of epochs.jsonl that were passed over. */
  readonly damagedEpochsLines: number;
  /** One sentence for each newer sheet that was passed over. */
  readonly damagedSheets: readonly string[];
}

/** All but the curves, which may be millions of lines: see `OpenCurves`. @throws StudioError `no-such-run` or `run-unreadable` */
export async function readRun(runFolder: string): Promise<RunOnDisk> {
  await checkRunFolder(runFolder);
  const recipe = await readRecipe(runFolder);
  const { record, state } = await readRunState(runFolder);
  const epochs = await readEpochs(join(runFolder, runLayout.epochs));
  const sheetSteps = await listSheetSteps(runFolder);
  const { sheet, damagedSheets } = await readNewestSheet(runFolder, sheetSteps);
  return {
    summary: makeSummary(runFolder, recipe, record, state, await readNotes(runFolder)),
    recipe,
    record,
    lastEpoch: epochs.lastComplete,
    sheet,
    sheetSteps,
    checkpoints: await listCheckpoints(runFolder),
    damagedEpochsLines: epochs.damagedLines,
    damagedSheets,
  };
}

/** The newest sheet that can be read. */
async function readNewestSheet(
  runFolder: string,
  steps: readonly number[],
): Promise<{ sheet: Samples | null; damagedSheets: readonly string[] }> {
  const damagedSheets: string[] = [];
  for (const step of steps.toReversed()) {
    try {
      return { sheet: await readSheet(sheetFile(runFolder, step)), damagedSheets };
    } catch (error) {
      damagedSheets.push(failure(error).message);
    }
  }
  return { sheet: null, damagedSheets };
}
