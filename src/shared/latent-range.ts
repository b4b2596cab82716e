import type { Recipe } from './recipe';

/** Where the slider of a dimension ends: all of a uniform latent, and all but one in 370 of a normal one. */
export function latentEnds(distribution: Recipe['latent']['distribution']): readonly [low: number, high: number] {
  return distribution === 'normal' ? [-3, 3] : [-1, 1];
}
