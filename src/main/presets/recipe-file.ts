/** A recipe as a file of its own: what the window imports and exports, and what a preset of one's own is. */
import { open } from 'node:fs/promises';
import type { Recipe } from '../../shared/recipe';
import { checkRecipe } from '../../shared/recipe-override';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { writeFileAtomically } from '../formats/atomic-write';
import { parseStrictJson } from '../formats/strict-json';
import { FormatError } from '../formats/format-error';
import { toldBy } from '../formats/told-by';

const mostBytes = 8 * 1024 * 1024;

/** @throws StudioError `invalid-recipe`: the file, and each key with its value and what is allowed */
export async function readRecipeFile(path: string): Promise<Recipe> {
  try {
    return checkRecipe(parseStrictJson(await readText(path)));
  } catch (error) {
    const told =
      error instanceof StudioError
        ? worded('recipe.problems', { path, problems: error.told })
        : worded('recipe.file', { path, reason: toldBy(error) });
    throw new StudioError('invalid-recipe', told, { cause: error });
  }
}

/** @throws StudioError `disk-full`, `folder-not-writable` or `write-failed` */
export function writeRecipeFile(path: string, recipe: Recipe): Promise<void> {
  return writeFileAtomically(path, `${JSON.stringify(recipe, null, 2)}\n`);
}

async function readText(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > mostBytes) throw new FormatError(worded('bytes.tooLarge', { bytes: size, most: mostBytes }));
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
