/** Sides of images that the studio trains on. Pixels. */
export const smallestSide = 8;
export const largestSide = 128;

/** The square image of so many numbers: grey before colour; no count is both. Null where there is none. */
export function squareImage(count: number): { readonly side: number; readonly channels: 1 | 3 } | null {
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(count / channels);
    if (Number.isInteger(side) && side >= smallestSide && side <= largestSide) return { side, channels };
  }
  return null;
}
