import { basename } from 'node:path';
import { labelsInTurn } from '../../shared/labels';
import { epochAt, plannedSteps, type Recipe } from '../../shared/recipe';
import { sheetSampleCount, type Device, type RunRecord, type RunSummary, type Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import type { NamedTensor } from '../../shared/tensor';
import type { TurnState } from '../../shared/turns-spec';
import { closeDataSet } from '../data/image-set';
import { knownDataSets, openDataSet } from '../data/open-data-set';
import { createGanSession } from '../gan/session';
import { startTensorFlow } from '../gan/tensorflow';
import { createRun } from '../runs/create-run';
import { dataCacheFolder } from '../runs/locations';
import { currentVersions } from '../trainer/train-run';
import { drawFixedLatents } from '../../shared/fixed-latents';
import { toldBy } from '../formats/told-by';
import { keepNotices } from '../../shared/run-notices';
import { inWords, worded, type Told } from '../../shared/wording/worded';

/** A run that begins with what a file held. */
export interface RunToMake {
  readonly recipe: Recipe;
  /** Absolute path of the folder that gets the run's folder. */
  readonly runsFolder: string;
  readonly backend: Device['backend'];
  /** How many steps led to the weights; 0 where nobody knows. */
  readonly step: number;
  readonly turns: TurnState | null;
  /** Of the images that it learnt from; null = those that the recipe names are to be. */
  readonly dataFingerprint: string | null;
  /** Every number of the run, out of those of its first step. */
  fill(first: readonly NamedTensor[]): readonly NamedTensor[];
  /** Sentences for run.json and log.txt. */
  readonly notices: readonly Told[];
}

/**
 * Makes a stopped run with a checkpoint and a first sheet, from which it can be sampled and go on.
 *
 * @throws StudioError where the weights do not fit, are not finite, or the disk refuses
 */
export async function makeRun(run: RunToMake): Promise<RunSummary> {
  const { recipe, runsFolder, step, turns, notices } = run;
  const device = await startTensorFlow({ backend: run.backend });
  const dataSet = await describeData(recipe, run.dataFingerprint);
  const { tensors, sheet } = prepare(run);
  const { length, batchSize } = recipe.schedule;
  const known = dataSet.imageCount > 0;
  const writer = await createRun({
    ...{ runsFolder, recipe, dataSet, device },
    plannedSteps: known ? plannedSteps(length, batchSize, dataSet.imageCount) : null,
    versions: currentVersions(),
  });
  try {
    for (const notice of notices) await writer.log(inWords(notice, 'en'));
    await writer.writeSheet(sheet);
    await writer.writeCheckpoint(step, tensors, turns);
    const epoch = known ? epochAt(step, batchSize, dataSet.imageCount) : 0;
    await writer.update({ step, epoch, ...keepNotices(notices) });
  } catch (error) {
    // the error that led here is the one that helps
    await writer.finish('failed', toldBy(error)).catch(() => undefined);
    throw error;
  }
  return writer.finish('stopped', null);
}

/** The run's numbers, tried on its networks, and the sheet that they draw. */
function prepare({ recipe, step, fill }: RunToMake): { tensors: readonly NamedTensor[]; sheet: Samples } {
  // compiling pays only for many calls
  const session = createGanSession({ ...recipe, execution: 'eager' });
  try {
    session.write(fill(session.read()));
    const { side, channels } = recipe.data;
    const labels = recipe.classes === null ? {} : { labels: labelsInTurn(recipe.classes, sheetSampleCount) };
    const pixels = session.sample(drawFixedLatents(recipe), labels);
    return { tensors: session.read(), sheet: { step, shape: [sheetSampleCount, side, side, channels], pixels } };
  } finally {
    session.dispose();
  }
}

/** What run.json says of the images; those of a path that a checkpoint tells of are not opened, and may be gone. */
async function describeData(recipe: Recipe, fingerprint: string | null): Promise<RunRecord['dataSet']> {
  const { source } = recipe.data;
  if (fingerprint !== null && !knownDataSets.some((name) => name === source)) {
    return { name: basename(source), imageCount: 0, fingerprint };
  }
  const signal = new AbortController().signal;
  const dataSet = await openDataSet(source, { shape: recipe.data, cacheFolder: dataCacheFolder(), signal });
  try {
    const { name, count, fingerprint: here } = dataSet.training;
    return { name, imageCount: count, fingerprint: fingerprint ?? here };
  } finally {
    closeDataSet(dataSet);
  }
}

/** @throws StudioError `file-unreadable` where a number is infinite or none: what it draws would be garbage */
export function checkFinite(path: string, tensors: readonly NamedTensor[]): void {
  const bad = tensors.find(({ data }) => !data.every((value) => Number.isFinite(value)));
  if (!bad) return;
  throw new StudioError('file-unreadable', worded('import.notFinite', { path, name: bad.name }));
}
