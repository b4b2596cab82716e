import { join } from 'node:path';
import { success } from '../../shared/result';
import { listOwnPresets, removeOwnPreset, saveOwnPreset } from '../presets/own-presets';
import { readRecipeFile, writeRecipeFile } from '../presets/recipe-file';
import { checkRunFolder } from '../runs/read-failure';
import { readRecipe, readRunState } from '../runs/run-record';
import type { Handlers } from './answer-request';

/** What the handlers of recipes and presets stand on. */
export interface RecipeSurroundings {
  readonly runsFolder: string;
  readonly presetsFolder: string;
  /** Null where the person thought better of it. */
  readonly askForRecipePath: (name: string) => Promise<string | null>;
  readonly askForRecipe: () => Promise<string | null>;
}

type RecipeChannels =
  'run:recipe' | 'preset:list' | 'preset:save' | 'preset:remove' | 'recipe:export' | 'recipe:import';

/** Recipes as files, and the presets that a person keeps. */
export function createRecipeHandlers(around: RecipeSurroundings): Pick<Handlers, RecipeChannels> {
  const { runsFolder, presetsFolder, askForRecipe, askForRecipePath } = around;
  return {
    'run:recipe': async (runId) => {
      const folder = join(runsFolder, runId);
      await checkRunFolder(folder);
      const { record } = await readRunState(folder);
      return success({ recipe: await readRecipe(folder), record });
    },
    'preset:list': async () => success(await listOwnPresets(presetsFolder)),
    'preset:save': async (name, recipe, replace) => success(await saveOwnPreset(presetsFolder, name, recipe, replace)),
    'preset:remove': async (name) => success(await removeOwnPreset(presetsFolder, name)),
    'recipe:export': async (recipe) => {
      const path = await askForRecipePath(recipe.preset);
      if (path === null) return success({ outcome: 'cancelled' });
      await writeRecipeFile(path, recipe);
      return success({ outcome: 'written', path });
    },
    'recipe:import': async () => {
      const path = await askForRecipe();
      if (path === null) return success({ outcome: 'cancelled' });
      return success({ outcome: 'read', path, recipe: await readRecipeFile(path) });
    },
  };
}
