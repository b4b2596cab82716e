import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeNetwork, type Recipe } from '../../shared/recipe';
import type { RunId, RunRecord } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { syncFolder } from '../formats/atomic-write';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { ensureFolder } from './ensure-folder';
import { eventFile, runLayout } from './run-layout';
import { firstEvents } from './tensorboard/event-log';
import { tidyRunsFolder } from './tidy-leftovers';
import { writeJson } from './write-json';
import { writeWriterLock } from './writer-lock';

/**
 * Makes a whole run folder under a hidden name and then gives it its own, so that nobody ever sees half a run.
 * Where the name is taken a number is added.
 *
 * @param tensorboard whether an event file is begun as well
 * @throws StudioError `folder-not-writable`, `disk-full` or `write-failed`; nothing is left behind then
 */
export async function createRunFolder(
  runsFolder: string,
  wantedId: RunId,
  recipe: Recipe,
  record: RunRecord,
  tensorboard: boolean,
): Promise<{ id: RunId; folder: string }> {
  await makeRunsFolder(runsFolder);
  await tidyRunsFolder(runsFolder);
  const hidden = join(runsFolder, `.${randomBytes(12).toString('hex')}.tmp`);
  try {
    await fillRunFolder(hidden, recipe, record);
    if (tensorboard) await beginEvents(hidden, recipe, new Date(record.createdAt));
    await checkSpace(runsFolder, recipe);
    const id = await claimName(hidden, runsFolder, wantedId);
    await syncFolder(runsFolder);
    return { id, folder: join(runsFolder, id) };
  } catch (error) {
    // a failure to remove it is ignored: the write error is the one that helps
    await rm(hidden, { recursive: true, force: true }).catch(() => undefined);
    // names the folder that the person chose, not a hidden file in it
    throw writeFailure(error instanceof StudioError ? (error.cause ?? error) : error, runsFolder);
  }
}

/** @throws StudioError `folder-not-writable`, `disk-full` or `write-failed` */
export async function makeRunsFolder(runsFolder: string): Promise<void> {
  try {
    await ensureFolder(runsFolder);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw writeFailure(error, runsFolder);
    const message = worded('disk.runsFile', { folder: runsFolder });
    throw new StudioError('folder-not-writable', message, { cause: error });
  }
}

/** A disk that cannot take the first checkpoints is refused before training, not after. */
async function checkSpace(runsFolder: string, recipe: Recipe): Promise<void> {
  const { bavail, bsize, blocks } = await statfs(runsFolder);
  // some network file systems tell no sizes at all
  if (blocks === 0) return;
  const free = bavail * bsize;
  const needed = neededBytes(recipe);
  if (free >= needed) return;
  const room = { folder: runsFolder, free: megabytes(free), needed: megabytes(needed) };
  throw new StudioError('disk-full', worded('disk.space', room));
}

/** A checkpoint, the next one beside it before the first may go, and a little for sheets and metrics. */
function neededBytes(recipe: Recipe): number {
  const generator = describeNetwork(recipe, 'generator').parameterCount;
  const discriminator = describeNetwork(recipe, 'discriminator').parameterCount;
  const bytesPerNumber = 4;
  const weightsAndAdamSlots = 3;
  const numbers = weightsAndAdamSlots * (generator + discriminator) + (recipe.ema ? generator : 0);
  return 2 * numbers * bytesPerNumber + 2_000_000;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

async function fillRunFolder(folder: string, recipe: Recipe, record: RunRecord): Promise<void> {
  await mkdir(folder);
  for (const name of [runLayout.samples, runLayout.checkpoints, runLayout.cache]) await mkdir(join(folder, name));
  for (const name of [runLayout.metrics, runLayout.epochs, runLayout.log]) await writeFile(join(folder, name), '');
  await writeJson(join(folder, runLayout.recipe), recipe);
  await writeJson(join(folder, runLayout.record), record);
  await writeWriterLock(folder);
}

async function beginEvents(folder: string, recipe: Recipe, createdAt: Date): Promise<void> {
  await mkdir(join(folder, runLayout.tensorboard));
  await writeFile(eventFile(folder, createdAt), firstEvents(recipe, createdAt));
}

/** Gives a hidden folder its name. One that holds something cannot be renamed over, so of two writers only one gets it. */
export async function claimName(hidden: string, runsFolder: string, wantedId: RunId): Promise<RunId> {
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? wantedId : `${wantedId}-${attempt}`;
    const folder = join(runsFolder, id);
    try {
      await rename(hidden, folder);
      return id;
    } catch (error) {
      if (!(await exists(folder))) throw error;
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
