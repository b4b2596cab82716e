import { resolve } from 'node:path';
import type { Recipe } from '../../shared/recipe';
import { recipeHash } from './recipe-hash';
import { listSheetSteps, sheetFile } from './run-layout';

/** Absolute path of the newest stored sheet; null before the first. */
export async function newestSheet(runFolder: string): Promise<string | null> {
  const newest = (await listSheetSteps(runFolder)).at(-1);
  return newest === undefined ? null : resolve(sheetFile(runFolder, newest));
}

/** What a sheet says about where it comes from, in its PNG text. */
export function sheetOrigin(recipe: Recipe, latentSeed: number): Readonly<Record<string, string>> {
  return { software: 'GAN Studio', recipe: recipeHash(recipe), preset: recipe.preset, latentSeed: String(latentSeed) };
}
