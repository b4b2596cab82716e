import { z } from 'zod';
import { recipeSchema, type Recipe } from '../../shared/recipe';
import { worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import { decodePng } from '../formats/png';
import { parseStrictJson } from '../formats/strict-json';
import { isEarlierHash, recipeHash } from './recipe-hash';

/** Where one of our own sheets comes from. */
export interface SheetOrigin {
  readonly preset: string;
  readonly step: number;
  readonly latentSeed: number;
  /** Of the recipe, see `recipeHash`; where the sheet carries only a hash, that one. */
  readonly recipeHash: string;
  /** Null where the sheet carries only the hash, as those of earlier versions do. */
  readonly recipe: Recipe | null;
}

const number = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const originSchema = z.object({
  software: z.literal('GAN Studio'),
  recipe: z.string().regex(/^[0-9a-f]{64}$/),
  preset: z.string().min(1).max(100),
  latentSeed: number,
  step: number,
});

/**
 * Reads what a sheet says of itself.
 *
 * @returns null where the picture is none of our sheets
 * @throws FormatError where it is damaged, or its recipe is another one than it says
 */
export function readSheetOrigin(bytes: Uint8Array): SheetOrigin | null {
  const { text, longText } = decodePng(bytes);
  const origin = originSchema.safeParse(text);
  if (!origin.success) return null;
  const { preset, step, latentSeed, recipe: hash } = origin.data;
  const recipe = longText === undefined ? null : readRecipe(longText, hash);
  return { preset, step, latentSeed, recipeHash: recipe ? recipeHash(recipe) : hash, recipe };
}

function readRecipe(text: string, hash: string): Recipe {
  const written = parseStrictJson(text);
  const { success, data: recipe } = recipeSchema.safeParse(written);
  if (!success) throw new FormatError(worded('checkpoint.recipe'));
  if (recipeHash(recipe) !== hash && !isEarlierHash(hash, written, recipe)) {
    throw new FormatError(worded('sheet.otherRecipe'));
  }
  return recipe;
}
