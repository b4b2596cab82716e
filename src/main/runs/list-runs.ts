import { applyChange, noKnownRuns } from '../../shared/known-runs';
import type { RunList } from '../../shared/run';
import { RunCatalogue } from './run-catalogue';

/**
 * All runs of a folder, newest first; a folder that does not exist yet has none. Reads without giving way: for the
 * command line.
 *
 * @throws StudioError `run-unreadable` where the runs folder itself cannot be read
 */
export async function listRuns(runsFolder: string): Promise<RunList> {
  let known = noKnownRuns;
  for await (const change of new RunCatalogue(runsFolder).look()) known = applyChange(known, change);
  return { runs: known.runs, unreadable: known.unreadable };
}
