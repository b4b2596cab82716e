/** Presets that a person keeps: one recipe file each in one folder, named after the preset. */
import { readdir, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { isSamePresetName, presetNameSchema, type OwnPresets } from '../../shared/own-presets';
import type { Recipe } from '../../shared/recipe';
import { failure, tellingOf, type Telling } from '../../shared/result';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { systemErrorCode } from '../formats/write-failure';
import { ensureFolder } from '../runs/ensure-folder';
import { readRecipeFile, writeRecipeFile } from './recipe-file';
import { valueProblem } from '../../shared/wording/value-words';

const ending = '.json';

/** Made when they are first asked for: a window that opens does without. */
const builtIn = () => import('../../shared/presets');

/** In the order of their names; a folder that is not there holds none. Throws where it cannot be looked into. */
export async function listOwnPresets(folder: string): Promise<OwnPresets> {
  const presets: Recipe[] = [];
  const unreadable: (Telling & { name: string })[] = [];
  for (const name of await namesIn(folder)) {
    try {
      presets.push({ ...(await readRecipeFile(fileOf(folder, name))), preset: name });
    } catch (error) {
      unreadable.push({ name, ...tellingOf(failure(error)) });
    }
  }
  return { presets, unreadable };
}

/**
 * Keeps a recipe as a preset.
 *
 * @param replace whether one of the same name may go
 * @returns the preset, which bears its own name
 * @throws StudioError `invalid-request` where the name cannot be used, `preset-exists`, or as `writeRecipeFile`
 */
export async function saveOwnPreset(folder: string, name: string, recipe: Recipe, replace: boolean): Promise<Recipe> {
  const checked = presetNameSchema.safeParse(name);
  if (!checked.success) {
    const reason = valueProblem(checked.error, name);
    throw new StudioError('invalid-request', worded('preset.name', { name, reason }));
  }
  const { presets: builtInPresets } = await builtIn();
  if (builtInPresets.some(({ preset }) => isSamePresetName(preset, name))) {
    throw new StudioError('preset-exists', worded('preset.studio', { name }));
  }
  const same = (await namesIn(folder)).find((other) => isSamePresetName(other, name));
  if (same !== undefined && !replace) {
    throw new StudioError('preset-exists', worded('preset.exists', { name: same }));
  }
  await ensureFolder(folder);
  const preset = { ...recipe, preset: name };
  await writeRecipeFile(fileOf(folder, name), preset);
  // written in other letters, it would else be there twice
  if (same !== undefined && same !== name) await removeUnlessSameFile(folder, same, name);
  return preset;
}

/** @throws StudioError `unknown-preset` where there is none of this name */
export async function removeOwnPreset(folder: string, name: string): Promise<void> {
  const names = await namesIn(folder);
  if (!names.includes(name)) {
    throw new StudioError('unknown-preset', worded('preset.gone', { name, folder }));
  }
  await rm(fileOf(folder, name));
}

/**
 * A preset of the studio or one that the person keeps.
 *
 * @throws StudioError `unknown-preset` with the names that exist, or `invalid-recipe` where its file is none
 */
export async function findAnyPreset(folder: string, name: string): Promise<Recipe> {
  const { presets: builtInPresets } = await builtIn();
  const built = builtInPresets.find(({ preset }) => preset === name);
  if (built) return built;
  const names = await namesIn(folder);
  if (names.includes(name)) return { ...(await readRecipeFile(fileOf(folder, name))), preset: name };
  const all = [...builtInPresets.map(({ preset }) => preset), ...names].join(', ');
  throw new StudioError('unknown-preset', worded('preset.unknown', { name, all }));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter(
      (entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.name.startsWith('.'),
    );
    return files.map((entry) => parse(entry.name).name).sort();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}${ending}`);
}

/** Where capitals do not count, both names are the file that was just written. */
async function removeUnlessSameFile(folder: string, old: string, written: string): Promise<void> {
  const names = await namesIn(folder);
  if (names.includes(old) && names.includes(written)) await rm(fileOf(folder, old));
}
