/** A recipe as a file of its own: what the window imports and exports, and what a preset of one's own is. */
import { open } from 'node:fs/promises';
import type { Recipe } from '../../shared/recipe';
import { checkRecipe } from '../../shared/recipe-override';
import { StudioError } from '../../shared/studio-error';
import { writeFileAtomically } from '../formats/atomic-write';
import { parseStrictJson } from '../formats/strict-json';

const mostBytes = 8 * 1024 * 1024;

/** @throws StudioError `invalid-recipe`: the file, and each key with its value and what is allowed */
export async function readRecipeFile(path: string): Promise<Recipe> {
  try {
    return checkRecipe(parseStrictJson(await readText(path)));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    throw new StudioError('invalid-recipe', `${path} cannot be used as a recipe: ${reason}.`, { cause: error });
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
    if (size > mostBytes) throw new Error(`it has ${size} bytes, more than the allowed ${mostBytes}`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
