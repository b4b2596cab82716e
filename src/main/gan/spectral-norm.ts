import * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec } from '../../shared/layer-specs';
import { matMul } from './ops/dense';

/** Approximations of the first singular vectors of a weight. They belong to the state of a run. */
export interface SingularVectors {
  /** [outputs] */
  readonly u: tf.Variable;
  /** [inputs], with the kernel's places for convolutions. */
  readonly v: tf.Variable;
}

/** Power iterations before the first step, so that the first division is by about the right number; as in PyTorch. */
const firstIterations = 15;
/** Keeps a vector of zeros. */
const epsilon = 1e-12;

/**
 * weight / σ, where σ = uᵀ W v approximates its largest singular value. While training, u and v first take one power
 * iteration; they are constants to the gradient (Miyato et al. 2018, algorithm 1, https://arxiv.org/abs/1802.05957).
 */
export function spectrallyNormalised(
  weight: tf.Tensor,
  kind: LayerSpec['kind'],
  vectors: SingularVectors,
  training: boolean,
): tf.Tensor {
  const matrix = asMatrix(weight, kind);
  if (training) iterate(matrix, vectors);
  const { u, v } = vectors;
  const sigma = tf.sum(tf.mul(product(asRow(v), matrix), asRow(u)));
  return tf.div(weight, sigma);
}

/** Brings fresh vectors near the singular ones. */
export function settleVectors(weight: tf.Tensor, kind: LayerSpec['kind'], vectors: SingularVectors): void {
  tf.tidy(() => {
    const matrix = asMatrix(weight, kind);
    for (let count = 0; count < firstIterations; count++) iterate(matrix, vectors);
  });
}

/** Assigning cuts the gradient: a variable has no past. */
function iterate(matrix: tf.Tensor, { u, v }: SingularVectors): void {
  v.assign(unit(product(asRow(u), matrix, true)).reshape(v.shape));
  u.assign(unit(product(asRow(v), matrix)).reshape(u.shape));
}

/** [inputs, outputs] of a weight. */
function asMatrix(weight: tf.Tensor, kind: LayerSpec['kind']): tf.Tensor {
  // [kernel, kernel, out, in]
  const ordered = kind === 'transposedConv' ? tf.transpose(weight, [0, 1, 3, 2]) : weight;
  return tf.reshape(ordered, [-1, ordered.shape.at(-1) ?? 1]);
}

function asRow(vector: tf.Tensor): tf.Tensor {
  return tf.reshape(vector, [1, -1]);
}

function product(row: tf.Tensor, matrix: tf.Tensor, transposed = false): tf.Tensor {
  return matMul({ a: row, b: matrix }, { transposeA: false, transposeB: transposed });
}

function unit(row: tf.Tensor): tf.Tensor {
  return tf.div(row, tf.add(tf.sqrt(tf.sum(tf.square(row))), epsilon));
}
