import { StudioError } from './studio-error';
import { worded } from './wording/worded';

/** Along a straight line, or along the great circle of the directions. */
export type PathKind = 'linear' | 'spherical';

/** λ from 0 to 1 in even steps. @param count at least 2 */
export function evenShares(count: number): readonly number[] {
  if (!Number.isInteger(count) || count < 2) throw new RangeError(`A path needs two points at least, not ${count}.`);
  return Array.from({ length: count }, (_, index) => index / (count - 1));
}

/**
 * Points on the way from one latent to another, [shares, latent size] in row-major order. λ = 0 is `from` and λ = 1 is `to`,
 * number for number.
 *
 * On the spherical path the direction turns evenly by the shortest way and the length goes evenly from one to the other.
 * Normal latents of many dimensions all have about the same length, which a straight line falls short of half way (White
 * 2016, "Sampling generative networks", https://arxiv.org/abs/1609.04468).
 *
 * @param shares λ, 0 to 1
 * @throws StudioError `invalid-request` where a spherical path has no shortest way: the latents lie exactly opposite
 */
export function latentPath(
  from: Float32Array,
  to: Float32Array,
  shares: readonly number[],
  kind: PathKind,
): Float32Array {
  if (from.length !== to.length) throw new RangeError(`Latents of ${from.length} and ${to.length} numbers.`);
  const weights = kind === 'linear' ? linearWeights : sphericalWeights(from, to);
  const path = new Float32Array(shares.length * from.length);
  for (const [point, share] of shares.entries()) {
    const [first, second] = weights(share);
    for (let index = 0; index < from.length; index++) {
      path[point * from.length + index] = first * (from[index] as number) + second * (to[index] as number);
    }
  }
  return path;
}

/** How much of both latents a point has. */
type Weights = readonly [from: number, to: number];

function linearWeights(share: number): Weights {
  return [1 - share, share];
}

/** Below it both directions are one, and the formula would divide by zero. Radians. */
const smallestAngle = 1e-6;

function sphericalWeights(from: Float32Array, to: Float32Array): (share: number) => Weights {
  const [fromLength, toLength] = [Math.sqrt(dot(from, from)), Math.sqrt(dot(to, to))];
  // a latent of zeros has no direction to turn
  if (fromLength === 0 || toLength === 0) return linearWeights;
  const angle = Math.acos(Math.min(1, Math.max(-1, dot(from, to) / (fromLength * toLength))));
  if (angle < smallestAngle) return linearWeights;
  if (Math.PI - angle < smallestAngle) {
    const message = worded('explore.opposite');
    throw new StudioError('invalid-request', message);
  }
  return (share) => {
    if (share === 0 || share === 1) return [1 - share, share];
    const length = (1 - share) * fromLength + share * toLength;
    return [
      (length * Math.sin((1 - share) * angle)) / (Math.sin(angle) * fromLength),
      (length * Math.sin(share * angle)) / (Math.sin(angle) * toLength),
    ];
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
