import type { Recipe } from './recipe';
import { StudioError } from './studio-error';

/**
 * How many classes a recipe can be asked for.
 *
 * @param label one that is asked for; undefined where none is named
 * @throws StudioError `invalid-request` where it was told none, or not this one
 */
export function checkClasses(
  { preset, classes }: Pick<Recipe, 'preset' | 'classes'>,
  label: number | undefined,
): number {
  if (classes === null) {
    throw new StudioError('invalid-request', `"${preset}" was not told classes, so none can be asked for.`);
  }
  if (label !== undefined && label >= classes) {
    throw new StudioError('invalid-request', `There is no class ${label}; "${preset}" knows 0 to ${classes - 1}.`);
  }
  return classes;
}
