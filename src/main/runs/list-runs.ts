import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../../shared/result';
import { runIdSchema, type RunList, type RunSummary, type UnreadableRun } from '../../shared/run';
import { systemErrorCode } from '../formats/write-failure';
import { mapConcurrently } from './map-concurrently';
import { readFailure } from './read-failure';
import { summariseRun } from './summarise-run';

const foldersAtOnce = 8;

/**
 * All runs of a folder, newest first; a folder that does not exist yet has none.
 *
 * @throws StudioError `run-unreadable` where the runs folder itself cannot be read
 */
export async function listRuns(runsFolder: string): Promise<RunList> {
  const names = await listFolders(runsFolder);
  const found = await mapConcurrently(names, foldersAtOnce, (name) => readOne(runsFolder, name));
  const runs = found.filter((run): run is RunSummary => 'state' in run);
  const unreadable = found.filter((run): run is UnreadableRun => 'message' in run);
  return { runs: runs.sort(newestFirst), unreadable };
}

/** Names in order; hidden folders are left out, among them runs that are being created. */
async function listFolders(runsFolder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(runsFolder, { withFileTypes: true });
    const kept = entries.filter((entry) => !entry.name.startsWith('.'));
    const folders = await mapConcurrently(kept, foldersAtOnce, async (entry) => {
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToFolder(runsFolder, entry.name)));
      return isFolder ? [entry.name] : [];
    });
    return folders.flat().sort();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw readFailure(runsFolder, error, 'choose another runs folder');
  }
}

async function leadsToFolder(runsFolder: string, name: string): Promise<boolean> {
  try {
    return (await stat(join(runsFolder, name))).isDirectory();
  } catch (error) {
    // a link that leads nowhere is no run
    if (['ENOENT', 'ELOOP'].includes(systemErrorCode(error) ?? '')) return false;
    throw error;
  }
}

async function readOne(runsFolder: string, name: string): Promise<RunSummary | UnreadableRun> {
  const folder = join(runsFolder, name);
  const checked = runIdSchema.safeParse(name);
  if (!checked.success) {
    const message = `"${name}" is not a name that a run folder can have; rename it with letters, digits and hyphens.`;
    return { id: name, folder, message };
  }
  try {
    return await summariseRun(folder);
  } catch (error) {
    return { id: name, folder, message: failure(error).message };
  }
}

function newestFirst(a: RunSummary, b: RunSummary): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
