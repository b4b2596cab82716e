import type { RunId } from '../../shared/run';
import { listRuns } from './list-runs';
import { recipeHash } from './recipe-hash';
import { readRecipe } from './run-record';

/** Runs whose recipe has a hash, newest first; those that cannot be read are passed over. */
export async function findRunsByRecipe(runsFolder: string, hash: string): Promise<readonly RunId[]> {
  const { runs } = await listRuns(runsFolder);
  const found: RunId[] = [];
  for (const { id, folder } of runs) {
    const recipe = await readRecipe(folder).catch(() => null);
    if (recipe && recipeHash(recipe) === hash) found.push(id);
  }
  return found;
}
