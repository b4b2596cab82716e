import { sparkOf, type Finding } from './finding';
import { fewestStretches, jump, mean, recent, type HealthSeries } from './health-series';

/** From this jump on, measured by the losses' own size, training shakes. */
const shakingShare = 0.35;
/** Within this one they count as settled. */
const settledShare = 0.1;

/** Whether losses settle or jump, measured by their own size, so that it is the same for any scale of losses. */
export function judgeLosses(generator: HealthSeries, discriminator: HealthSeries): Finding | null {
  if (Math.min(generator.means.length, discriminator.means.length) < fewestStretches) return null;
  const shares = [generator, discriminator].map((series) => {
    const { means } = recent(series);
    const size = mean(means.map(Math.abs));
    return size === 0 ? 0 : jump(means) / size;
  });
  const share = Math.max(...shares);
  const common = { evidence: { percent: 100 * share }, spark: sparkOf(generator.means), network: 'generator' as const };
  if (share > shakingShare) {
    return {
      kind: 'lossesJump',
      level: 'caution',
      remedies: ['halveRates', 'largerBatch', 'clipGradients'],
      ...common,
    };
  }
  return share <= settledShare ? { kind: 'lossesSettled', level: 'good', remedies: [], ...common } : null;
}

/** Gradients that grow a hundredfold beyond their usual length come before infinite ones. */
const dangerousGrowth = 100;

export function judgeGradients(generator: HealthSeries, discriminator: HealthSeries): Finding | null {
  if (Math.min(generator.means.length, discriminator.means.length) < fewestStretches) return null;
  const growth = Math.max(growthOf(generator), growthOf(discriminator));
  const evidence = {
    generator: mean(recent(generator).means),
    discriminator: mean(recent(discriminator).means),
    growth,
  };
  const common = { evidence, spark: sparkOf(generator.means), network: null };
  if (growth >= dangerousGrowth) {
    return {
      kind: 'gradientsLarge',
      level: 'bad',
      remedies: ['clipGradients', 'clampProbability', 'halveRates'],
      ...common,
    };
  }
  return growth < 10 ? { kind: 'gradientsCalm', level: 'good', remedies: [], ...common } : null;
}

/** The longest of the newest stretches by the usual one of the whole run. */
function growthOf(series: HealthSeries): number {
  const sorted = [...series.means].sort((a, b) => a - b);
  const usual = sorted[sorted.length >> 1] ?? 0;
  return usual > 0 ? Math.max(...recent(series).means) / usual : 1;
}

/** A run that ended because a number was infinite or none. */
export function divergence(reason: string): Finding {
  const remedies = ['clipGradients', 'halveRates', 'clampProbability'] as const;
  const evidence = { step: Number(/step (\d+)/.exec(reason)?.[1] ?? 0) };
  return { kind: 'diverged', level: 'bad', evidence, spark: [], network: null, remedies };
}
