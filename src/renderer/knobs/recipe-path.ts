/** Places in a recipe by their path, such as `optimisers.generator.beta1`. */
import type { Recipe } from '../../shared/recipe';

type Container = Readonly<Record<string, unknown>>;

/** What stands there; undefined where the recipe has no such place. */
export function valueAt(recipe: Recipe, path: string): unknown {
  let value: unknown = recipe;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Container)[key];
  }
  return value;
}

/** The recipe with another value there; nothing else changes. Whether it is a good one is for `knob-limits.ts` to say. */
export function withValueAt(recipe: Recipe, path: string, value: unknown): Recipe {
  return replaced(recipe as unknown as Container, path.split('.'), value) as unknown as Recipe;
}

function replaced(container: Container, [key = '', ...rest]: readonly string[], value: unknown): Container {
  const inner = container[key];
  const next = rest.length === 0 ? value : replaced((inner ?? {}) as Container, rest, value);
  return { ...container, [key]: next };
}
