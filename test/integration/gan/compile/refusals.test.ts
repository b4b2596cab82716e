import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { NotRecordable } from '../../../../src/main/gan/compile/not-recordable';
import { compile } from '../../../../src/main/gan/compile/program';
import type { NativeBackend, NativeBinding } from '../../../../src/main/gan/ops/native-backend';
import { startTensorFlow } from '../../../../src/main/gan/tensorflow';

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

function compileStep(run: (x: tf.Tensor, weight: tf.Variable) => tf.Tensor): readonly number[] {
  const weight = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
  try {
    const program = compile([{ name: 'weight', variable: weight }], {
      step: { inputs: { x: { type: 'float32', shape: [2] } }, run: ({ x }) => ({ y: run(x as tf.Tensor, weight) }) },
    });
    const result = [...(program.run('step', { x: Float32Array.of(3, 4) })['y'] ?? [])];
    program.dispose();
    return result;
  } finally {
    expect([...weight.dataSync()], 'the variable has its value again').toEqual([1, 2]);
    weight.dispose();
  }
}

describe('a step is refused', () => {
  it.each<[string, (x: tf.Tensor, weight: tf.Variable) => tf.Tensor, RegExp]>([
    [
      'that looks at a value',
      (x) => ((tf.sum(x).dataSync()[0] ?? 0) > 0 ? x : tf.neg(x)),
      /may not read a value while it runs \(after Sum\)/,
    ],
    [
      'that adds a random number made in JavaScript',
      (x) => tf.add(x, Math.random()),
      /does not do the same twice: Add takes a number made in JavaScript/,
    ],
    [
      'that adds noise made in JavaScript, even with a seed',
      (x) => tf.add(x, tf.randomNormal([2], 0, 1, 'float32', 7)),
      /makes an array of numbers in JavaScript for Add; it must be an input/,
    ],
    [
      "that draws from TensorFlow's own generator",
      (x) => tf.add(x, tf.cast(tf.multinomial(tf.tensor1d([0.5, 0.5]), 2, 1) as tf.Tensor, 'float32')),
      /"step" draws random numbers by Multinomial|may not/,
    ],
    [
      'that keeps a count outside of its variables',
      (() => {
        let count = 0;
        return (x: tf.Tensor) => tf.mul(x, ++count);
      })(),
      /does not do the same twice: Mul takes/,
    ],
  ])('%s, and the op is named', (_what, run, message) => {
    expect(() => compileStep(run)).toThrowError(message);
    expect(() => compileStep(run)).toThrowError(NotRecordable);
  });

  it('that reads a variable which is not declared, and the op is named', () => {
    const other = tf.tidy(() => tf.variable(tf.tensor1d([5, 6])));
    expect(() => compileStep((x) => tf.mul(x, other))).toThrowError(
      /Mul uses a tensor that is neither an input nor a variable of the step/,
    );
    expect([...other.dataSync()]).toEqual([5, 6]);
    other.dispose();
  });

  it('that assigns a variable which is not declared, and the variable is named', () => {
    const other = tf.tidy(() => tf.variable(tf.tensor1d([5, 6]), true, 'the other one'));
    expect(() =>
      compileStep((x) => {
        other.assign(tf.mul<tf.Tensor1D>(x as tf.Tensor1D, 2));
        return tf.mul(x, 1);
      }),
    ).toThrowError(/may not assign "the other one"/);
    expect([...other.dataSync()]).toEqual([5, 6]);
    other.dispose();
  });
});

it('constants of one value and whole numbers are no reason to refuse', () => {
  const result = compileStep((x, weight) =>
    tf.add(tf.add(tf.reshape(tf.transpose(tf.reshape(x, [1, 2])), [2]), tf.ones([2])), weight),
  );
  expect(result).toEqual([5, 7]);
});

it('what a step computes is computed once, although it is looked at twice', () => {
  const backend = tf.backend() as unknown as NativeBackend;
  const original = backend.binding;
  let [looks, products] = [0, 0];
  const counting: Pick<NativeBinding, 'executeOp'> = {
    executeOp: (op, ...rest) => {
      if (op === 'Mul') products++;
      return original.executeOp(op, ...rest);
    },
  };
  backend.binding = Object.create(original, Object.getOwnPropertyDescriptors(counting)) as NativeBinding;
  const tensors = tf.memory().numTensors;
  try {
    const result = compileStep((x, weight) => {
      looks++;
      return tf.mul(x, weight);
    });
    expect(result).toEqual([3, 8]);
  } finally {
    backend.binding = original;
  }
  expect([looks, products]).toEqual([2, 1]);
  expect(tf.memory().numTensors).toBe(tensors);
});
