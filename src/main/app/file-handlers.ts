import { stat } from 'node:fs/promises';
import type { FileOrFolder } from '../../shared/ipc';
import { success, type Failure, refusal } from '../../shared/result';
import { worded } from '../../shared/wording/worded';
import type { Handlers } from './answer-request';
import type { RecentFiles } from './recent-files';
import type { WorkbenchHost } from './workbench-host';

export interface FileSurroundings {
  readonly runsFolder: string;
  readonly workbench: WorkbenchHost;
  readonly recentFiles: Pick<RecentFiles, 'paths' | 'add' | 'forget' | 'clear'>;
  /** Null where the person thought better of it. */
  readonly askForFileToOpen: (what: FileOrFolder) => Promise<string | null>;
}

type FileHandlers = Pick<
  Handlers,
  'file:recognise' | 'file:choose' | 'file:sample' | 'file:import' | 'file:recent' | 'file:clear-recent'
>;

/** What is asked of files that a person drops, opens or opens again. */
export function createFileHandlers({
  runsFolder,
  workbench,
  recentFiles,
  askForFileToOpen,
}: FileSurroundings): FileHandlers {
  return {
    'file:recognise': async (path) => {
      if (await isGone(path)) return gone(path, await recentFiles.forget(path));
      const recognised = await workbench.recognise(path, runsFolder);
      if (recognised.ok) await recentFiles.add(path);
      return recognised;
    },
    'file:choose': async (what) => success(await askForFileToOpen(what)),
    'file:sample': (path, { candidate }, seed) => workbench.sampleFile({ path, candidate, seed }),
    'file:import': (path, { candidate }) => workbench.importFile({ path, runsFolder, candidate }),
    'file:recent': () => success(recentFiles.paths),
    'file:clear-recent': async () => {
      await recentFiles.clear();
      return success(undefined);
    },
  };
}

async function isGone(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  }
}

function gone(path: string, wasRecent: boolean): Failure {
  return refusal('file-unreadable', worded(wasRecent ? 'file.goneRecent' : 'file.gone', { path }));
}
