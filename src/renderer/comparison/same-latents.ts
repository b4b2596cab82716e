/** Whether images at the same place of several sheets come from the same latents. */
import type { Recipe } from '../../shared/recipe';

export type LatentKinship =
  /** The stored sheets have the same latents. */
  | { readonly kind: 'stored' }
  /** Only the seeds differ: the latents of the first run can be put into every generator. */
  | { readonly kind: 'drawn'; readonly seed: number }
  /** There are no latents that all of them could take. */
  | { readonly kind: 'none'; readonly why: 'size' | 'distribution' | 'classes' };

type LatentParts = Pick<Recipe, 'latent' | 'classes' | 'seed'>;

export function latentKinship(recipes: readonly LatentParts[]): LatentKinship {
  const [first, ...others] = recipes;
  if (!first) return { kind: 'stored' };
  const differs = (read: (recipe: LatentParts) => unknown): boolean =>
    others.some((other) => read(other) !== read(first));
  if (differs(({ latent }) => latent.size)) return { kind: 'none', why: 'size' };
  if (differs(({ latent }) => latent.distribution)) return { kind: 'none', why: 'distribution' };
  if (differs(({ classes }) => classes)) return { kind: 'none', why: 'classes' };
  return differs(({ seed }) => seed) ? { kind: 'drawn', seed: first.seed } : { kind: 'stored' };
}
