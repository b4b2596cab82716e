import * as tf from '@tensorflow/tfjs-core';
import { compile } from '../../src/main/gan/compile/program';
import { matMul } from '../../src/main/gan/ops/dense';

/** The machine's fastest product of two large matrices on TensorFlow. @returns multiply-adds a second */
export function measureGemmPeak(side = 1536, repeats = 12): number {
  const make = (): tf.Variable => tf.tidy(() => tf.variable(tf.randomUniform([side, side])));
  const [a, b] = [make(), make()];
  const program = compile(
    [
      { name: 'a', variable: a },
      { name: 'b', variable: b },
    ],
    {
      product: {
        inputs: {},
        run: () => ({ sum: tf.sum(matMul({ a, b }, { transposeA: false, transposeB: false })) }),
      },
    },
  );
  let best = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    program.run('product', {});
    best = Math.min(best, performance.now() - start);
  }
  program.dispose();
  a.dispose();
  b.dispose();
  return (1000 * side ** 3) / best;
}
