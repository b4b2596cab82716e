import type { Recipe } from './recipe';
import { StudioError } from './studio-error';
import { worded } from './wording/worded';

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
    throw new StudioError('invalid-request', worded('explore.noClasses', { preset }));
  }
  if (label !== undefined && label >= classes) {
    throw new StudioError('invalid-request', worded('explore.noClass', { label, preset, last: classes - 1 }));
  }
  return classes;
}
