import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runIdSchema, type RunId } from '../../shared/run';
import { worded } from '../../shared/wording/worded';
import { syncFolder } from '../formats/atomic-write';
import { FormatError } from '../formats/format-error';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { belongsToRun } from './belongs-to-run';
import { decodeCheckpoint } from './checkpoint';
import { claimName, makeRunsFolder } from './create-folder';
import { makeRunId } from './run-id';
import { checkpointFile, listCheckpointSteps, runLayout } from './run-layout';
import { readRecipe, readRunRecord } from './run-record';

/** A file of a run that lies somewhere else. */
export interface RunFile {
  /** Inside the run folder, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface AdoptedRun {
  readonly id: RunId;
  /** Absolute path. */
  readonly folder: string;
  /** What was passed over or found damaged, a sentence each. */
  readonly notices: readonly string[];
}

/**
 * Copies a whole run into the runs folder under a hidden name, checks it, and then gives it its own; where that is taken
 * a number is added.
 *
 * @param wantedName the name that its folder had
 * @param source for log.txt: where it came from
 * @throws FormatError where a file is not what it says; StudioError `run-unreadable` where recipe.json or run.json is no
 * such thing, or where the disk refuses. Nothing is left behind then
 */
export async function adoptRun(
  runsFolder: string,
  wantedName: string,
  files: readonly RunFile[],
  source: string,
): Promise<AdoptedRun> {
  await makeRunsFolder(runsFolder);
  const hidden = join(runsFolder, `.${randomBytes(12).toString('hex')}.tmp`);
  try {
    const kept = files.filter(({ path }) => belongsToRun(path));
    const passedOver = files.filter((file) => !kept.includes(file) && !isExpendable(file.path));
    await makeFolders(hidden);
    for (const file of kept) await copyFile(hidden, file);
    const notices = [...passedOver.map(passedOverNotice), ...(await damagedCheckpoints(hidden))];
    const wantedId = await idOf(hidden, wantedName);
    await appendLog(hidden, [`Imported from ${source}.`, ...notices]);
    const id = await claimName(hidden, runsFolder, wantedId);
    await syncFolder(runsFolder);
    return { id, folder: join(runsFolder, id), notices };
  } catch (error) {
    // a failure to remove it is ignored: the error that led here is the one that helps
    await rm(hidden, { recursive: true, force: true }).catch(() => undefined);
    throw systemErrorCode(error)?.startsWith('E') ? writeFailure(error, runsFolder) : error;
  }
}

function passedOverNotice({ path }: RunFile): string {
  return `Left out ${path.slice(0, 200)}: it is no file of a run.`;
}

function isExpendable(path: string): boolean {
  const own: readonly string[] = [runLayout.lock, runLayout.claim, runLayout.cache];
  return own.includes(path.split('/')[0] ?? '');
}

async function makeFolders(folder: string): Promise<void> {
  await mkdir(folder);
  for (const name of [runLayout.samples, runLayout.checkpoints, runLayout.cache]) await mkdir(join(folder, name));
}

async function copyFile(folder: string, { path, size, open: openSource }: RunFile): Promise<void> {
  const target = join(folder, ...path.split('/'));
  await mkdir(dirname(target), { recursive: true });
  const file = await open(target, 'wx');
  try {
    let written = 0;
    for await (const chunk of openSource()) {
      written += chunk.length;
      if (written > size) break;
      await file.writeFile(chunk);
    }
    if (written !== size) throw new FormatError(worded('zip.size', { member: path, bytes: size }));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function damagedCheckpoints(folder: string): Promise<readonly string[]> {
  const notices: string[] = [];
  for (const step of await listCheckpointSteps(folder)) {
    try {
      decodeCheckpoint(await readFile(checkpointFile(folder, step)));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      notices.push(`The checkpoint of step ${step} is damaged: ${error.message}.`);
    }
  }
  return notices;
}

/** The name that it had, or one made anew where that is no name of a run. */
async function idOf(folder: string, wantedName: string): Promise<RunId> {
  const [recipe, record] = [await readRecipe(folder), await readRunRecord(folder)];
  const wanted = runIdSchema.safeParse(wantedName);
  return wanted.success ? wanted.data : makeRunId(new Date(record.createdAt), recipe.preset, record.dataSet.name);
}

async function appendLog(folder: string, lines: readonly string[]): Promise<void> {
  const now = new Date().toISOString();
  await appendFile(join(folder, runLayout.log), lines.map((line) => `${now} ${line}\n`).join(''));
}
