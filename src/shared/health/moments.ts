import type { CurveTable } from '../curve-table';
import { fewestStretches, healthSeries } from './health-series';

export type MomentKind = 'catchesUp' | 'even';

/** A step at which something turned. */
export interface Moment {
  readonly kind: MomentKind;
  readonly step: number;
}

/** Around each stretch so many are averaged, so that one lucky batch is no turn. */
const radius = 4;
/** The mean probability of being right must fall so far before it counts as catching up. */
const leastFall = 0.05;
const evenShare = 0.6;

/** Turns of a run whose discriminator tells probabilities, oldest first; none before there is enough to see. */
export function findMoments(curves: CurveTable): readonly Moment[] {
  const real = healthSeries(curves, 'realProbability');
  const made = healthSeries(curves, 'fakeProbability');
  if (Math.min(real.means.length, made.means.length) < fewestStretches) return [];
  const share = smoothed(real.means.map((value, place) => (value + 1 - (made.means[place] ?? value)) / 2));
  const peak = share.indexOf(Math.max(...share));
  const lowest = Math.min(...share.slice(peak));
  const moments: Moment[] = [];
  if ((share[peak] ?? 0) - lowest >= leastFall) moments.push({ kind: 'catchesUp', step: real.steps[peak] ?? 0 });
  const even = share.findIndex((value, place) => place > peak && value < evenShare);
  if (even > 0) moments.push({ kind: 'even', step: real.steps[even] ?? 0 });
  return moments;
}

function smoothed(values: readonly number[]): readonly number[] {
  return values.map((_, place) => {
    const part = values.slice(Math.max(0, place - radius), place + radius + 1);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
