/** The Gaussian that a set of feature vectors is summed up by: what the Fréchet distance compares. */
export interface FeatureStatistics {
  /** How many vectors it was measured on. */
  readonly count: number;
  /** [features] */
  readonly mean: Float64Array;
  /** [features, features] in row-major order, divided by count - 1; symmetric. */
  readonly covariance: Float64Array;
}

/**
 * Mean and covariance in double precision; the mean is taken off first, so that nothing large cancels.
 *
 * @param features [count, width] in row-major order
 * @throws RangeError with fewer than two vectors: they have no covariance
 */
export function measureFeatures(features: Float32Array, width: number): FeatureStatistics {
  const count = features.length / width;
  if (!Number.isInteger(count)) throw new RangeError(`${features.length} numbers are not rows of ${width}.`);
  if (count < 2) throw new RangeError(`A covariance needs two feature vectors or more, not ${count}.`);
  const mean = meanOf(features, width, count);
  const covariance = new Float64Array(width * width);
  const centred = new Float64Array(width);
  for (let start = 0; start < features.length; start += width) {
    for (let column = 0; column < width; column++) {
      centred[column] = (features[start + column] as number) - (mean[column] as number);
    }
    addOuterProduct(covariance, centred);
  }
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      const value = (covariance[row * width + column] as number) / (count - 1);
      covariance[row * width + column] = value;
      covariance[column * width + row] = value;
    }
  }
  return { count, mean, covariance };
}

function meanOf(features: Float32Array, width: number, count: number): Float64Array {
  const mean = new Float64Array(width);
  for (const [index, value] of features.entries()) {
    const column = index % width;
    mean[column] = (mean[column] as number) + value / count;
  }
  return mean;
}

/** Only the lower triangle: the product is symmetric. */
function addOuterProduct(sum: Float64Array, vector: Float64Array): void {
  const width = vector.length;
  for (let row = 0; row < width; row++) {
    const factor = vector[row] as number;
    for (let column = 0; column <= row; column++) {
      const place = row * width + column;
      sum[place] = (sum[place] as number) + factor * (vector[column] as number);
    }
  }
}
