/** What differs between recipes, setting by setting and layer by layer. */
import type { NetworkRole, Recipe } from './recipe';
import { layerOfPath, orderPath, recipeOfSettings, recipeSettings, type SettingValue } from './recipe-settings';

/** One setting in which two recipes differ; undefined where a recipe does not have it. */
export interface SettingDifference {
  readonly path: string;
  readonly from: SettingValue;
  readonly to: SettingValue;
}

/** One setting of several recipes, in their order; undefined where one does not have it. */
export interface ComparedSetting {
  readonly path: string;
  readonly values: readonly SettingValue[];
  readonly differs: boolean;
}

/** In the order of the recipes' own settings; empty where they are alike. */
export function recipeDifference(from: Recipe, to: Recipe): readonly SettingDifference[] {
  return compareRecipes([from, to])
    .filter(({ differs }) => differs)
    .map(({ path, values: [before, after] }) => ({ path, from: before, to: after }));
}

/**
 * The recipe with the differences made: `applyDifference(a, recipeDifference(a, b))` equals `b`.
 *
 * @throws StudioError `invalid-recipe` where the outcome is none
 */
export function applyDifference(recipe: Recipe, differences: readonly SettingDifference[]): Recipe {
  const settings = new Map(recipeSettings(recipe));
  for (const { path, to } of differences) {
    if (to === undefined) settings.delete(path);
    else settings.set(path, to);
  }
  return recipeOfSettings(settings);
}

/** Every setting that at least one of the recipes has. */
export function compareRecipes(recipes: readonly Recipe[]): readonly ComparedSetting[] {
  const all = recipes.map(recipeSettings);
  return mergeOrders(all.map((settings) => [...settings.keys()])).map((path) => {
    const values = all.map((settings) => settings.get(path));
    const first = canonical(values[0]);
    return { path, values, differs: values.some((value) => canonical(value) !== first) };
  });
}

/**
 * The settings that a person is told of: the order of layers only where layers that all have stand otherwise, because
 * an added or removed layer says the rest.
 */
export function tellingSettings(compared: readonly ComparedSetting[]): readonly ComparedSetting[] {
  return compared.flatMap((setting) => {
    const isOrder = setting.path === orderPath('generator') || setting.path === orderPath('discriminator');
    if (!isOrder) return [setting];
    return isReordered(setting.values as readonly (readonly string[])[]) ? [setting] : [];
  });
}

function isReordered(orders: readonly (readonly string[])[]): boolean {
  const shared = orders.map((order) => order.filter((id) => orders.every((other) => other.includes(id))).join(' '));
  return shared.some((order) => order !== shared[0]);
}

/** Network whose layer or order a path names; null where it names a setting outside of the networks. */
export function networkOfPath(path: string): NetworkRole | null {
  const layer = layerOfPath(path);
  if (layer) return layer.role;
  if (path.startsWith('networks.generator.')) return 'generator';
  return path.startsWith('networks.discriminator.') ? 'discriminator' : null;
}

/** All names, each once: those of a later list stand behind the name that they follow there. */
function mergeOrders(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  const merged = [...first];
  for (const list of others) {
    let after = -1;
    for (const name of list) {
      const at = merged.indexOf(name);
      if (at >= 0) {
        after = at;
        continue;
      }
      merged.splice(++after, 0, name);
    }
  }
  return merged;
}

/** Plain data as a text, whatever the order of its keys; undefined stays apart from null. */
function canonical(value: SettingValue): string {
  if (value === undefined) return 'undefined';
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
