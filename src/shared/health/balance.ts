import { sparkOf, type Finding } from './finding';
import { before, fewestStretches, mean, recent, type HealthSeries } from './health-series';

/** From this mean probability of being right on, the discriminator wins everything. */
const wonShare = 0.95;
/** From this one on it is ahead; a healthy run drifts below it. */
const aheadShare = 0.75;
/** So much lower than in the stretches before counts as catching up. */
const leastCatchingUp = 0.02;
/** Below this one it is fooled more often than it is right. */
const fooledShare = 0.45;

/**
 * Who is winning, from what the discriminator believes of the newest stretches: `share` is the mean probability that it
 * is right. An early D(x) of .99 is normal, so nothing is said before there is enough to see, and evenly matched are only
 * networks whose D(x) and D(G(z)) have come near .5.
 *
 * @param knowsProbabilities false for critics, whose numbers are no probabilities
 */
export function judgeBalance(real: HealthSeries, made: HealthSeries, knowsProbabilities: boolean): Finding | null {
  if (!knowsProbabilities || Math.min(real.means.length, made.means.length) < fewestStretches) return null;
  const evidence = { real: mean(recent(real).means), made: mean(recent(made).means) };
  const share = (evidence.real + 1 - evidence.made) / 2;
  const common = { evidence: { ...evidence, share }, spark: sparkOf(made.means) };
  if (share >= wonShare) {
    const remedies = ['lowerDiscriminatorRate', 'smoothLabels', 'wasserstein'] as const;
    return { kind: 'discriminatorWins', level: 'bad', network: 'discriminator', remedies, ...common };
  }
  if (share >= aheadShare) {
    const earlier = (mean(before(real).means) + 1 - mean(before(made).means)) / 2;
    return {
      kind: 'discriminatorAhead',
      network: 'discriminator',
      spark: common.spark,
      evidence: { ...common.evidence, before: earlier },
      ...ahead(earlier, share),
    };
  }
  if (share < fooledShare) {
    return {
      kind: 'generatorWins',
      level: 'caution',
      network: 'generator',
      remedies: ['lowerGeneratorRate'],
      ...common,
    };
  }
  return { kind: 'balanced', level: 'good', network: 'generator', remedies: [], ...common };
}

/** An early lead is normal and melts; one that stays teaches the generator less and less. */
function ahead(earlier: number, share: number): Pick<Finding, 'level' | 'remedies'> {
  if (earlier - share >= leastCatchingUp) return { level: 'note', remedies: [] };
  return { level: 'caution', remedies: ['lowerDiscriminatorRate', 'smoothLabels', 'wasserstein'] };
}

/** The discriminator's loss is all but 0: the generator learns nothing from it any more. */
export function judgeSaturation(
  loss: HealthSeries,
  generatorLoss: HealthSeries,
  knowsProbabilities: boolean,
): Finding | null {
  if (!knowsProbabilities || loss.means.length < fewestStretches) return null;
  const now = mean(recent(loss).means);
  if (now >= 0.05) return null;
  const generator = mean(recent(generatorLoss).means);
  const remedies = ['lowerDiscriminatorRate', 'smoothLabels', 'clampProbability'] as const;
  const evidence = { loss: now, generator };
  return { kind: 'saturated', level: 'bad', evidence, spark: sparkOf(loss.means), network: 'discriminator', remedies };
}
