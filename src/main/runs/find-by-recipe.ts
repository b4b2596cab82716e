import { join } from 'node:path';
import { z } from 'zod';
import { recipeSchema } from '../../shared/recipe';
import type { RunId } from '../../shared/run';
import { listRuns } from './list-runs';
import { readJson } from './read-json';
import { isEarlierHash, recipeHash } from './recipe-hash';
import { runLayout } from './run-layout';

/** Runs whose recipe has a hash, that of an older sheet too, newest first; those that cannot be read are passed over. */
export async function findRunsByRecipe(runsFolder: string, hash: string): Promise<readonly RunId[]> {
  const { runs } = await listRuns(runsFolder);
  const found: RunId[] = [];
  for (const { id, folder } of runs) if (await hasHash(folder, hash)) found.push(id);
  return found;
}

async function hasHash(runFolder: string, hash: string): Promise<boolean> {
  const written = await readJson(join(runFolder, runLayout.recipe), z.unknown()).catch(() => null);
  const { success, data: recipe } = recipeSchema.safeParse(written);
  return success && (recipeHash(recipe) === hash || isEarlierHash(hash, written, recipe));
}
