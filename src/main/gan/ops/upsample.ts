import * as tf from '@tensorflow/tfjs-core';
import { boolAttribute, typeAttribute, type NativeBackend } from './native-backend';
import { defineOperation, type Operation } from './operation';

interface Enlargement {
  /** A whole factor of both sides, 2 or more. */
  readonly factor: number;
}

const attributes = [
  typeAttribute('T'),
  boolAttribute('align_corners', false),
  boolAttribute('half_pixel_centers', false),
];

/** Nearest neighbour: every pixel of [batch, height, width, channels] becomes factor x factor. Any order of derivative. */
export const upsample: Operation<'x', Enlargement> = defineOperation({
  name: 'Upsample',
  native: (backend, { x }, { factor }) => resize(backend, 'ResizeNearestNeighbor', x, factor),
  portable: ({ x }, { factor }) =>
    tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [side(x, 1) * factor, side(x, 2) * factor]),
  gradient: (gradient, _kept, enlargement) => ({ x: () => sumBlocks({ x: gradient }, enlargement) }),
});

/** Sum over blocks of factor x factor pixels. */
const sumBlocks: Operation<'x', Enlargement> = defineOperation({
  name: 'UpsampleGrad',
  native: (backend, { x }, { factor }) => resize(backend, 'ResizeNearestNeighborGrad', x, 1 / factor),
  portable: ({ x }, { factor }) => tf.mul(tf.avgPool(x as tf.Tensor4D, factor, factor, 'valid'), factor * factor),
  gradient: (gradient, _kept, enlargement) => ({ x: () => upsample({ x: gradient }, enlargement) }),
});

function resize(backend: NativeBackend, op: string, x: tf.Tensor, factor: number): tf.Tensor {
  return tf.tidy(() => {
    const size = tf.tensor1d([side(x, 1) * factor, side(x, 2) * factor], 'int32');
    return backend.executeSingleOutput(op, attributes, [x, size]);
  });
}

function side(x: tf.Tensor, axis: 1 | 2): number {
  return x.shape[axis] ?? 1;
}
