import * as tf from '@tensorflow/tfjs-core';
import { typeAttribute } from './native-backend';
import { defineOperation, type Operation } from './operation';

/** Sum of the squares of all elements, a scalar. One pass over the numbers. */
export const squaredLength: Operation<'gradient'> = defineOperation({
  name: 'SquaredLength',
  native: (backend, { gradient }) =>
    // TensorFlow's op halves the sum
    tf.tidy(() => tf.mul(backend.executeSingleOutput('L2Loss', [typeAttribute('T')], [gradient]), 2)),
  portable: ({ gradient }) => tf.sum(tf.square(gradient)),
});
