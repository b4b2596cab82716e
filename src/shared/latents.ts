import { normalNumbers, uniformNumbers, type RandomPosition } from './random';
import type { Recipe } from './recipe';

/** z for `count` images, [count, latent size] in row-major order: a pure function of seed, stream and step. */
export function drawLatents(latent: Recipe['latent'], position: RandomPosition, count: number): Float32Array {
  const numbers = count * latent.size;
  switch (latent.distribution) {
    case 'normal':
      return normalNumbers(position, numbers);
    case 'uniform':
      return uniformNumbers(position, numbers, -1, 1);
  }
}
