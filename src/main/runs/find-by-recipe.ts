import type { RunId } from '../../shared/run';
import { listRuns } from './list-runs';
import { mapConcurrently } from './map-concurrently';
import { recipeHash } from './recipe-hash';
import { readRecipe } from './run-record';

const runsAtOnce = 8;

/** Runs whose recipe has a hash, newest first; those that cannot be read are passed over. */
export async function findRunsByRecipe(runsFolder: string, hash: string): Promise<readonly RunId[]> {
  const { runs } = await listRuns(runsFolder);
  const found = await mapConcurrently(runs, runsAtOnce, async ({ id, folder }) => {
    const recipe = await readRecipe(folder).catch(() => null);
    return recipe && recipeHash(recipe) === hash ? [id] : [];
  });
  return found.flat();
}
