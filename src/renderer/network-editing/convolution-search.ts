/** Settings of a convolution that lead from one side to another. */

export interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** As the recipe allows them. */
const mostKernel = 64;
const mostPadding = 32;
const mostStride = 16;

/**
 * A transposed convolution whose side is `to` exactly: with the kernel wished for and another padding, else with a larger
 * stride where that many times the side is reached, else with another kernel. Null where there is none.
 */
export function transposedTo(from: number, to: number, wished: Window): Window | null {
  const { stride } = wished;
  // to = rest - 2 · padding + kernel + (from - 1) · stride
  const rest = to - (from - 1) * stride;
  const keepsKernel = (wished.kernel - rest) / 2;
  if (isPossible(wished.kernel, keepsKernel)) return { ...wished, padding: keepsKernel };
  const times = to / from;
  // twice as wide as it moves, so that neighbours overlap evenly
  if (Number.isInteger(times) && times > stride && times <= mostStride && times % 2 === 0) {
    return { kernel: 2 * times, stride: times, padding: times / 2 };
  }
  if (isPossible(rest + 2 * wished.padding, wished.padding)) return { ...wished, kernel: rest + 2 * wished.padding };
  const padding = Math.max(0, 1 - rest);
  const kernel = rest + 2 * padding;
  return isPossible(kernel, padding) ? { kernel, stride, padding } : null;
}

function isPossible(kernel: number, padding: number): boolean {
  const isWhole = Number.isInteger(padding) && padding >= 0 && padding <= mostPadding;
  return isWhole && kernel >= 1 && kernel <= mostKernel && padding < kernel;
}

/** A convolution without padding and with stride 1 whose side is `to`; null where its kernel would be too large. */
export function plainConvolutionTo(from: number, to: number): Window | null {
  const kernel = from - to + 1;
  return kernel >= 1 && kernel <= mostKernel ? { kernel, stride: 1, padding: 0 } : null;
}
