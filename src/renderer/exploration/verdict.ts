import type { ObjectiveSpec } from '../../shared/objective-spec';

/** What the discriminator says of an image, in the unit that its objective gives it. */
export type Verdict =
  /** How sure it is that the image is real, 0 to 1. */
  | { readonly kind: 'probability'; readonly value: number }
  /** Higher for what it takes for real; only differences mean something. */
  | { readonly kind: 'score'; readonly value: number };

export function verdictKind({ kind }: Pick<ObjectiveSpec, 'kind'>): Verdict['kind'] {
  return kind === 'nonSaturating' || kind === 'saturating' ? 'probability' : 'score';
}

/** @param said what the discriminator says before any sigmoid */
export function verdictOf(kind: Verdict['kind'], said: number): Verdict {
  return kind === 'score' ? { kind, value: said } : { kind, value: 1 / (1 + Math.exp(-said)) };
}

/** Where verdicts lie on a bar, 0 to 1: probabilities as they are, scores between the lowest and the highest of them. */
export function verdictShares(kind: Verdict['kind'], said: ArrayLike<number>): readonly number[] {
  const values = Array.from(said, (one) => verdictOf(kind, one).value);
  if (kind === 'probability') return values;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (high === low ? 0.5 : (value - low) / (high - low)));
}
