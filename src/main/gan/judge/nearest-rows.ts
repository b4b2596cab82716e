import * as tf from '@tensorflow/tfjs-core';

export interface NearRow {
  readonly index: number;
  /** Euclidean. */
  readonly distance: number;
}

/** The rows of `known` [count, width] that lie nearest to one row, nearest first; in double precision. */
export function nearestRows(row: Float32Array, known: Float32Array, count: number): readonly NearRow[] {
  const width = row.length;
  const nearest: NearRow[] = [];
  let limit = Infinity;
  for (let start = 0; start < known.length; start += width) {
    let square = 0;
    for (let column = 0; column < width && square < limit; column++) {
      const difference = (known[start + column] as number) - (row[column] as number);
      square += difference * difference;
    }
    if (square >= limit) continue;
    nearest.push({ index: start / width, distance: Math.sqrt(square) });
    nearest.sort((a, b) => a.distance - b.distance);
    if (nearest.length > count) nearest.pop();
    if (nearest.length === count) limit = (nearest.at(-1) as NearRow).distance ** 2;
  }
  return nearest;
}

/** Rows that are compared with all known ones at once: bounds the memory. */
const rowsAtOnce = 64;

/**
 * Euclidean distance of each row to the nearest known one. TensorFlow must be started.
 *
 * @param width numbers a row
 * @param rank 0: the nearest; 1: the second nearest, where the rows are among the known ones themselves
 */
export async function nearestDistances(
  rows: Float32Array,
  known: Float32Array,
  width: number,
  rank: 0 | 1,
  onShare: (share: number) => void = () => undefined,
): Promise<Float32Array> {
  const count = rows.length / width;
  const distances = new Float32Array(count);
  const [columns, squares] = tf.tidy(() => {
    const all = tf.tensor2d(known, [known.length / width, width]);
    return [tf.transpose(all), tf.sum(tf.square(all), 1)] as const;
  });
  try {
    for (let first = 0; first < count; first += rowsAtOnce) {
      const part = rows.slice(first * width, (first + rowsAtOnce) * width);
      distances.set(distancesOf(part, width, columns, squares, rank), first);
      onShare(Math.min(1, (first + rowsAtOnce) / count));
      // whoever else waits for this process gets a turn
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    tf.dispose([columns, squares]);
  }
  return distances;
}

function distancesOf(
  part: Float32Array,
  width: number,
  columns: tf.Tensor,
  squares: tf.Tensor,
  rank: 0 | 1,
): Float32Array {
  return tf.tidy(() => {
    const rows = tf.tensor2d(part, [part.length / width, width]);
    const own = tf.sum(tf.square(rows), 1, true);
    const nearness = tf.sub(tf.mul(tf.matMul(rows, columns as tf.Tensor2D), 2), tf.add(own, squares));
    const nearest = tf.slice(tf.topk(nearness, rank + 1).values, [0, rank], [-1, 1]);
    // rounding may leave a little less than nothing
    return Float32Array.from(tf.sqrt(tf.relu(tf.neg(nearest))).dataSync<'float32'>());
  });
}
