/** A type with every property and element readonly, all the way down; arrays of numbers stay what they are. */
export type DeepReadonly<T> = T extends ArrayBufferView
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
