/** Which of the known variants of a GAN a recipe is. */
import type { Recipe } from '../../shared/recipe';

export const variants = [
  'dense',
  'dcgan',
  'conditional',
  'acgan',
  'wasserstein',
  'wassersteinGp',
  'style',
  'cycle',
] as const;
export type Variant = (typeof variants)[number];

type VariantParts = Pick<Recipe, 'classes' | 'networks' | 'objective'>;

/** What a recipe is, the most special first. */
export function variantsOf({ classes, networks, objective }: VariantParts): readonly Variant[] {
  const layers = [...networks.generator.layers, ...networks.discriminator.layers];
  const isWasserstein = objective.kind === 'wasserstein';
  const found: readonly (readonly [Variant, boolean])[] = [
    ['wassersteinGp', isWasserstein && objective.gradientPenalty !== null],
    ['wasserstein', isWasserstein && objective.gradientPenalty === null],
    ['acgan', objective.classWeight !== null],
    ['conditional', classes !== null && objective.classWeight === null],
    ['dcgan', layers.some(({ kind }) => kind === 'transposedConv' || kind === 'conv')],
    ['dense', !layers.some(({ kind }) => kind === 'transposedConv' || kind === 'conv')],
  ];
  return found.filter(([, holds]) => holds).map(([variant]) => variant);
}

/** All variants, the recipe’s own first. */
export function variantsInOrder(recipe: VariantParts): readonly Variant[] {
  const own = variantsOf(recipe);
  return [...own, ...variants.filter((variant) => !own.includes(variant))];
}
