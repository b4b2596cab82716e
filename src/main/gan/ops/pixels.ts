import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../../../shared/tensor';
import { boolAttribute, nativeTypes, typeAttribute, type NativeBackend } from './native-backend';
import { defineOperation, type Operation } from './operation';

/**
 * Brings pixels to the backend as they are, one byte each on native TensorFlow. tfjs has no name for that type and calls
 * the tensor int32: only `scalePixels` may read it.
 */
export function feedPixels(pixels: Uint8Array, shape: Shape): tf.Tensor {
  if (tf.getBackend() !== 'tensorflow') return tf.tensor(Int32Array.from(pixels), [...shape], 'int32');
  const backend = tf.backend() as unknown as NativeBackend;
  const id = backend.binding.createTensor(shape, nativeTypes.uint8, pixels);
  return backend.createOutputTensor({ id, shape: [...shape], dtype: nativeTypes.uint8 });
}

interface PixelRange {
  /** What 0 … 255 is seen as. */
  readonly range: '[-1, 1]' | '[0, 1]';
}

/** 0 … 255 → the range, float32. */
export const scalePixels: Operation<'pixels', PixelRange> = defineOperation({
  name: 'ScalePixels',
  native: (backend, { pixels }, { range }) =>
    tf.tidy(() => {
      const attributes = [
        typeAttribute('SrcT', 'uint8'),
        typeAttribute('DstT'),
        // how to shorten floats; there are none here, but the op wants an answer
        boolAttribute('Truncate', false),
      ];
      return spread(backend.executeSingleOutput('Cast', attributes, [pixels]), range);
    }),
  portable: ({ pixels }, { range }) => spread(tf.cast(pixels, 'float32'), range),
});

function spread(values: tf.Tensor, range: PixelRange['range']): tf.Tensor {
  // products, because the compiled step turns a division by a constant into one anyway
  return range === '[-1, 1]' ? tf.sub(tf.mul(values, 1 / 127.5), 1) : tf.mul(values, 1 / 255);
}

/** The range → 0 … 255, rounded; what lies outside is cut off. */
export function toPixels(values: Float32Array, range: PixelRange['range']): Uint8Array {
  const clamped = new Uint8ClampedArray(values.length);
  const [offset, scale] = range === '[-1, 1]' ? [1, 127.5] : [0, 255];
  for (const [index, value] of values.entries()) clamped[index] = (value + offset) * scale;
  return new Uint8Array(clamped.buffer);
}
