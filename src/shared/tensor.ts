/** Sizes along each axis, batch left out unless a comment says otherwise. */
export type Shape = readonly number[];

/** A named array of numbers in row-major order, free of any framework. */
export interface NamedTensor {
  /** Slash-separated path, for example `generator/dense1/weight`. */
  readonly name: string;
  readonly dtype: 'float32' | 'int32' | 'uint8';
  readonly shape: Shape;
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** `28x28x1`, the form in which shapes are shown to a person. */
export function formatShape(shape: Shape): string {
  return shape.join('x');
}
