/** How much of each class images are asked for: [count, classes] in row-major order, 1 where a class is asked for alone. */

/** All of one class in each row. */
export function wholeClasses(labels: ArrayLike<number>, classes: number): Float32Array {
  const shares = new Float32Array(labels.length * classes);
  for (let row = 0; row < labels.length; row++) shares[row * classes + (labels[row] as number)] = 1;
  return shares;
}

/**
 * From one class to another: an embedding takes shares linearly, so a row stands for the blend of both embeddings.
 *
 * @param shares λ, 0 to 1
 */
export function blendClasses(from: number, to: number, shares: readonly number[], classes: number): Float32Array {
  const rows = new Float32Array(shares.length * classes);
  for (const [row, share] of shares.entries()) {
    rows[row * classes + from] = 1 - share;
    rows[row * classes + to] = (rows[row * classes + to] as number) + share;
  }
  return rows;
}
