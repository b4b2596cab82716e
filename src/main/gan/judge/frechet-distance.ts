import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { FeatureStatistics } from './feature-statistics';

/**
 * The Fréchet distance of two Gaussians, ‖μ₁ - μ₂‖² + tr(Σ₁ + Σ₂ - 2 (Σ₁Σ₂)^½): the square of the Wasserstein-2
 * distance. Heusel et al. 2017 measure a generator by it, https://arxiv.org/abs/1706.08500 (there in the features of
 * an Inception network). 0 = alike; no upper limit. Singular covariances are fine: identical samples have one.
 *
 * @throws RangeError where the two have not the same number of features
 */
export function frechetDistance(first: FeatureStatistics, second: FeatureStatistics): number {
  const width = first.mean.length;
  if (second.mean.length !== width) {
    throw new RangeError(`Statistics of ${width} and of ${second.mean.length} features cannot be compared.`);
  }
  const firstCovariance = asMatrix(first);
  const secondCovariance = asMatrix(second);
  const traces = firstCovariance.trace() + secondCovariance.trace();
  const distance = squaredGap(first.mean, second.mean) + traces - 2 * crossTrace(firstCovariance, secondCovariance);
  // rounding may leave a touch less than nothing between two that are alike
  return Math.max(0, distance);
}

function asMatrix({ mean, covariance }: FeatureStatistics): Matrix {
  const width = mean.length;
  return new Matrix(Array.from({ length: width }, (_, row) => covariance.subarray(row * width, (row + 1) * width)));
}

function squaredGap(first: Float64Array, second: Float64Array): number {
  return first.reduce((sum, value, index) => sum + (value - (second[index] as number)) ** 2, 0);
}

/**
 * tr((Σ₁Σ₂)^½). The product is not symmetric, but it has the eigenvalues of Σ₁^½ Σ₂ Σ₁^½, which is: they are real
 * and not negative, and the trace of the root is the sum of their roots.
 */
function crossTrace(first: Matrix, second: Matrix): number {
  const root = symmetricRoot(first);
  const { realEigenvalues } = decompose(root.mmul(second).mmul(root));
  return realEigenvalues.reduce((sum, value) => sum + rootOf(value), 0);
}

function symmetricRoot(matrix: Matrix): Matrix {
  const { eigenvectorMatrix, realEigenvalues } = decompose(matrix);
  const roots = Matrix.diag(realEigenvalues.map(rootOf));
  return eigenvectorMatrix.mmul(roots).mmul(eigenvectorMatrix.transpose());
}

/** A covariance has no negative eigenvalue; what rounding has pushed below zero counts as zero. */
function rootOf(eigenvalue: number): number {
  return Math.sqrt(Math.max(0, eigenvalue));
}

/** Entries below this share of the largest are far beneath rounding. */
const negligibleShare = 1e-32;

/** Eigenvalues of a matrix that is symmetric up to rounding. */
function decompose(matrix: Matrix): EigenvalueDecomposition {
  const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
  const negligible = negligibleShare * symmetric.trace();
  // beside an entry near the smallest double, the library's iteration divides to infinity and fails
  const entries = symmetric.to2DArray().map((row) => row.map((entry) => (Math.abs(entry) <= negligible ? 0 : entry)));
  return new EigenvalueDecomposition(new Matrix(entries), { assumeSymmetric: true });
}
