/** A recipe as a flat list of settings, so that recipes can be compared line by line. */
import type { LayerSpec } from './layer-specs';
import type { NetworkRole, Recipe } from './recipe';
import { checkRecipe } from './recipe-override';

/** Plain data: a number, a text, a switch, null, a list, or an object that is one choice. */
export type SettingValue = unknown;

/** By path, such as `optimisers.generator.learningRate` or `networks.generator.layers.up1`, in the recipe's own order. */
export type RecipeSettings = ReadonlyMap<string, SettingValue>;

/** Objects that are one choice of a person: their parts mean nothing alone. */
const wholeChoices = [
  'schedule.length',
  'schedule.turns',
  'ema',
  'objective.gradientPenalty',
  'optimisers.generator.decay',
  'optimisers.discriminator.decay',
] as const;

const roles: readonly NetworkRole[] = ['generator', 'discriminator'];

export function layerPath(role: NetworkRole, id: string): string {
  return `networks.${role}.layers.${id}`;
}

/** Ids of a network's layers, in order. */
export function orderPath(role: NetworkRole): string {
  return `networks.${role}.order`;
}

/** The layer that a path names; null where it names another setting. */
export function layerOfPath(path: string): { readonly role: NetworkRole; readonly id: string } | null {
  for (const role of roles) {
    const before = layerPath(role, '');
    if (path.startsWith(before)) return { role, id: path.slice(before.length) };
  }
  return null;
}

export function recipeSettings(recipe: Recipe): RecipeSettings {
  const settings = new Map<string, SettingValue>();
  collect(recipe, '', settings);
  return settings;
}

function collect(container: object, prefix: string, settings: Map<string, SettingValue>): void {
  for (const [key, value] of Object.entries(container) as readonly (readonly [string, unknown])[]) {
    const path = prefix + key;
    const role = roles.find((candidate) => path === `networks.${candidate}.layers`);
    if (value === undefined) continue;
    if (role) collectLayers(role, value as readonly LayerSpec[], settings);
    else if (isOpenObject(value) && !wholeChoices.some((whole) => whole === path)) collect(value, `${path}.`, settings);
    else settings.set(path, value);
  }
}

function collectLayers(role: NetworkRole, layers: readonly LayerSpec[], settings: Map<string, SettingValue>): void {
  settings.set(
    orderPath(role),
    layers.map(({ id }) => id),
  );
  for (const layer of layers) settings.set(layerPath(role, layer.id), layer);
}

function isOpenObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The recipe that has exactly these settings.
 *
 * @throws StudioError `invalid-recipe` where they make none
 */
export function recipeOfSettings(settings: RecipeSettings): Recipe {
  const recipe: Record<string, unknown> = {};
  for (const [path, value] of settings) {
    if (layerOfPath(path) === null && !roles.some((role) => path === orderPath(role))) place(recipe, path, value);
  }
  for (const role of roles) {
    const order = settings.get(orderPath(role)) as readonly string[] | undefined;
    place(
      recipe,
      `networks.${role}.layers`,
      order?.map((id) => settings.get(layerPath(role, id))),
    );
  }
  return checkRecipe(recipe);
}

function place(container: Record<string, unknown>, path: string, value: SettingValue): void {
  const keys = path.split('.');
  let inner = container;
  for (const key of keys.slice(0, -1)) {
    inner = (inner[key] ??= {}) as Record<string, unknown>;
  }
  inner[keys.at(-1) ?? path] = value;
}
