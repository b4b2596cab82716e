import { createHash } from 'node:crypto';
import { recipeSchema, type Recipe } from '../../shared/recipe';
import { canonicalJson } from './canonical-json';
import { withoutDefaults } from './without-defaults';

/**
 * SHA-256 of what the recipe says beyond defaults, as canonical JSON; hexadecimal. Recipes that mean the same have equal
 * hashes, whatever the order of keys and whether defaults are written out, also in versions whose recipes can say more.
 */
export function recipeHash(recipe: Recipe): string {
  return sha256(canonicalJson(withoutDefaults(recipeSchema, recipe)));
}

/**
 * Whether a hash in an older sheet is that of a recipe. Earlier hashes covered the whole recipe, defaults too: as it
 * was written, or as the version that drew the sheet read it.
 *
 * @param written the recipe as its file has it
 */
export function isEarlierHash(hash: string, written: unknown, recipe: Recipe): boolean {
  return [written, recipe].some((whole) => sha256(canonicalJson(whole)) === hash);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
