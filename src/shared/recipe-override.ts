import { recipeSchema, type Recipe } from './recipe';
import { StudioError } from './studio-error';
import { problemSentences } from './wording/value-words';
import { worded } from './wording/worded';

type Container = Record<string, unknown>;

/**
 * Applies `path=value` settings such as `optimisers.generator.learningRate=1e-4` or `networks.generator.layers.up1.filters=64`.
 * A layer is named by its id; a value is JSON where it parses as JSON, else text.
 *
 * @throws StudioError `invalid-recipe`: names the key, the value and what is allowed.
 */
export function overrideRecipe(recipe: Recipe, settings: readonly string[]): Recipe {
  const changed = structuredClone(recipe) as unknown as Container;
  const written = new Map<string, string>();
  for (const setting of settings) {
    const separator = setting.indexOf('=');
    if (separator < 1) {
      throw new StudioError('invalid-recipe', worded('setting.form', { setting }));
    }
    const path = setting.slice(0, separator);
    const text = setting.slice(separator + 1);
    const place = write(changed, path.split('.'), path, parseValue(text));
    written.set(place.join('.'), text);
  }
  return checkRecipe(changed, written);
}

/**
 * Checks plain data against the recipe's rules.
 *
 * @param written texts as the person gave them, by path, for the message
 * @throws StudioError `invalid-recipe`: names the key, the value and what is allowed.
 */
export function checkRecipe(data: unknown, written: ReadonlyMap<string, string> = new Map()): Recipe {
  const checked = recipeSchema.safeParse(data);
  if (checked.success) return checked.data;
  throw new StudioError('invalid-recipe', problemSentences(checked.error, data, written));
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // not JSON, so it is the text itself
    return text;
  }
}

/** Writes a value at an existing place and returns where it lies, with layer ids resolved to positions. */
function write(container: Container, keys: readonly string[], path: string, value: unknown): readonly string[] {
  const place: string[] = [];
  let current = container;
  for (const [depth, given] of keys.entries()) {
    const key = resolveKey(current, given);
    if (key === undefined) throw unknownKey(path, given, current);
    place.push(key);
    if (depth === keys.length - 1) {
      current[key] = value;
      return place;
    }
    const next = current[key];
    if (typeof next !== 'object' || next === null) {
      throw new StudioError('invalid-recipe', worded('setting.noInside', { path, place: place.join('.') }));
    }
    current = next as Container;
  }
  return place;
}

function resolveKey(container: Container, given: string): string | undefined {
  if (Array.isArray(container)) {
    const index = container.findIndex((item, position) => item.id === given || String(position) === given);
    return index < 0 ? undefined : String(index);
  }
  return Object.hasOwn(container, given) ? given : undefined;
}

function unknownKey(path: string, given: string, container: Container): StudioError {
  const allowed = Array.isArray(container) ? container.map((item) => String(item.id)) : Object.keys(container);
  return new StudioError('invalid-recipe', worded('setting.unknown', { path, given, allowed: allowed.join(', ') }));
}
