import type { RemedyName } from './remedies';

export type FindingKind =
  | 'balanced'
  | 'discriminatorAhead'
  | 'discriminatorWins'
  | 'generatorWins'
  | 'saturated'
  | 'lossesSettled'
  | 'lossesJump'
  | 'gradientsCalm'
  | 'gradientsLarge'
  | 'samplesVary'
  | 'collapsed'
  | 'diverged';

/** What a rule saw. */
export interface Finding {
  readonly kind: FindingKind;
  readonly level: 'good' | 'note' | 'caution' | 'bad';
  /** The numbers that it rests on, by name, for the sentence. */
  readonly evidence: Readonly<Record<string, number>>;
  /** A few values over the run for a small line; empty where there is none. */
  readonly spark: readonly number[];
  readonly network: 'generator' | 'discriminator' | null;
  /** What may help, the likeliest first. */
  readonly remedies: readonly RemedyName[];
}

const sparkPoints = 40;

/** A curve in so few points that it fits into a word's place. */
export function sparkOf(values: readonly number[]): readonly number[] {
  if (values.length <= sparkPoints) return values;
  return Array.from({ length: sparkPoints }, (_, point) => {
    const from = Math.floor((point * values.length) / sparkPoints);
    const to = Math.floor(((point + 1) * values.length) / sparkPoints);
    const part = values.slice(from, to);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
