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

/** Classes for `count` images, each as likely as the others. */
export function drawLabels(classes: number, position: RandomPosition, count: number): Uint16Array {
  // the rounding to single precision may reach the upper end
  return Uint16Array.from(uniformNumbers(position, count, 0, classes), (number) => Math.min(classes - 1, number));
}

/** 0, 1, 2, …, and again: as many of each class as of the others in any sheet of whole rows. */
export function labelsInTurn(classes: number, count: number): Uint16Array {
  return Uint16Array.from({ length: count }, (_, index) => index % classes);
}
