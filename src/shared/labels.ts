import { uniformNumbers, type RandomPosition } from './random';

/** One class number an image; two bytes each where there are more than 256 classes. */
export type Labels = Uint8Array | Uint16Array;

/** Classes for `count` images, each as likely as the others. */
export function drawLabels(classes: number, position: RandomPosition, count: number): Uint16Array {
  // the rounding to single precision may reach the upper end
  return Uint16Array.from(uniformNumbers(position, count, 0, classes), (number) => Math.min(classes - 1, number));
}

/** 0, 1, 2, …, and again: as many of each class as of the others in any sheet of whole rows. */
export function labelsInTurn(classes: number, count: number): Uint16Array {
  return Uint16Array.from({ length: count }, (_, index) => index % classes);
}
