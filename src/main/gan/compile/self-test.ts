import * as tf from '@tensorflow/tfjs-core';
import { failure } from '../../../shared/result';
import { compile } from './program';

/** Compiles and runs a step of one addition. @returns why that does not work here; null where it does */
export function whyNotCompiled(): string | null {
  const total = tf.tidy(() => tf.variable(tf.scalar(1)));
  try {
    const program = compile([{ name: 'total', variable: total }], {
      add: {
        inputs: { amount: { type: 'float32', shape: [] } },
        run: ({ amount = tf.scalar(0) }) => {
          total.assign(tf.add<tf.Scalar>(total, amount));
          return { sum: total };
        },
      },
    });
    try {
      const [sum] = program.run('add', { amount: Float32Array.of(2) })['sum'] ?? [];
      return sum === 3 ? null : `a compiled addition of 1 and 2 gave ${sum ?? 'nothing'}`;
    } finally {
      program.dispose();
    }
  } catch (error) {
    return failure(error).message;
  } finally {
    total.dispose();
  }
}
