import type { CountedGradients, CountedTensor, QuietChannels } from '../../shared/explore';
import type { NetworkRole } from '../../shared/recipe';

/** Something about a layer's numbers that a person should know, by the rule that found it. */
export type LayerOddity =
  | { readonly kind: 'notFinite'; readonly count: number }
  | { readonly kind: 'weightsZero' }
  | { readonly kind: 'weightsLarge'; readonly largest: number }
  | { readonly kind: 'gradientZero' }
  | { readonly kind: 'gradientVanishing'; readonly typical: number }
  | { readonly kind: 'gradientExploding'; readonly times: number }
  /** Channels behind a ReLU that are zero for a whole batch. */
  | { readonly kind: 'dead'; readonly alwaysZero: number; readonly channels: number };

/** Beyond it sums of products leave the range in which float32 is exact to a few digits. */
const largeWeight = 100;
/** A usual number of the gradient below it moves nothing: Adam's own epsilon. */
const vanishing = 1e-8;
/** A gradient so many times as long as the weights: one step would throw them over. */
const exploding = 10;
/** Share of a layer's channels. */
const deadShare = 0.1;

/** What is odd about a tensor and its gradient. @param gradient null where it was not measured */
export function tensorOddities(weights: CountedTensor, gradient: CountedTensor | null): readonly LayerOddity[] {
  const found: LayerOddity[] = [];
  const { histogram: own, parameter } = weights;
  const notFinite = own.notFinite + (gradient?.histogram.notFinite ?? 0);
  if (notFinite > 0) found.push({ kind: 'notFinite', count: notFinite });
  if (parameter === 'weight' && own.zeros === own.count) found.push({ kind: 'weightsZero' });
  const largest = Math.max(Math.abs(own.low), Math.abs(own.high));
  if (largest > largeWeight) found.push({ kind: 'weightsLarge', largest });
  if (!gradient || gradient.histogram.notFinite > 0) return found;
  return [...found, ...gradientOddities(own.length, gradient.histogram.length, own.count)];
}

function gradientOddities(weights: number, gradient: number, count: number): readonly LayerOddity[] {
  if (gradient === 0) return [{ kind: 'gradientZero' }];
  const typical = gradient / Math.sqrt(count);
  if (typical < vanishing) return [{ kind: 'gradientVanishing', typical }];
  return weights > 0 && gradient > exploding * weights
    ? [{ kind: 'gradientExploding', times: gradient / weights }]
    : [];
}

/** What is odd about the layers of a network whose outputs were looked at, by their ids. */
export function deadLayers(
  measured: Pick<CountedGradients, 'quiet'> | null,
  network: NetworkRole,
): ReadonlyMap<string, LayerOddity> {
  const dead = (measured?.quiet ?? []).filter((one) => one.network === network && isDead(one));
  return new Map(
    dead.map(({ layerId, alwaysZero, channels }) => [layerId, { kind: 'dead', alwaysZero, channels } as const]),
  );
}

function isDead({ alwaysZero, channels }: QuietChannels): boolean {
  return alwaysZero > 0 && alwaysZero >= deadShare * channels;
}
