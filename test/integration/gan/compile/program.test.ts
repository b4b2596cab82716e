import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compile, record, type Program } from '../../../../src/main/gan/compile/program';
import type { ProgramEntry, ProgramVariable } from '../../../../src/main/gan/compile/record';
import { differentiate } from '../../../../src/main/gan/gradients';
import { buildNetwork } from '../../../../src/main/gan/network';
import { startTensorFlow } from '../../../../src/main/gan/tensorflow';
import { createOptimiser } from '../../../../src/main/gan/optimiser';
import type { OptimiserSpec } from '../../../../src/shared/optimiser-spec';
import { describeNetwork, type Recipe } from '../../../../src/shared/recipe';
import { tinyRecipe } from '../../../tiny-recipe';
import { numbers } from '../pytorch-fixture';

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

const disposables: { dispose(): void }[] = [];
afterEach(() => {
  for (const one of disposables.splice(0)) one.dispose();
});

function variable(name: string, values: readonly number[]): ProgramVariable {
  const made = tf.tidy(() => tf.variable(tf.tensor1d([...values])));
  disposables.push(made);
  return { name, variable: made };
}

function compiled<Entry extends string>(
  variables: readonly ProgramVariable[],
  entries: Readonly<Record<Entry, ProgramEntry>>,
): Program<Entry> {
  const program = compile(variables, entries);
  disposables.push(program);
  return program;
}

const pair = { x: { type: 'float32', shape: [2] } } as const;
const given = (tensors: Readonly<Record<string, tf.Tensor>>, name: string): tf.Tensor => {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`no ${name}`);
  return tensor;
};

describe('a program', () => {
  it('keeps its variables from call to call and apart from those of tfjs', () => {
    const total = variable('total', [1, 2]);
    const program = compiled([total], {
      add: {
        inputs: pair,
        run: (inputs) => {
          total.variable.assign(tf.add(total.variable, given(inputs, 'x')));
          return { total: total.variable };
        },
      },
    });
    expect([...total.variable.dataSync()]).toEqual([1, 2]);
    program.run('add', { x: Float32Array.of(10, 20) });
    expect([...(program.run('add', { x: Float32Array.of(10, 20) })['total'] ?? [])]).toEqual([21, 42]);
    expect(program.read()).toEqual([{ name: 'total', dtype: 'float32', shape: [2], data: Float32Array.of(21, 42) }]);
    expect([...total.variable.dataSync()]).toEqual([1, 2]);
  });

  it('takes values in, and they are copies', () => {
    const total = variable('total', [1, 2]);
    const program = compiled([total], { peek: { inputs: {}, run: () => ({ total: total.variable }) } });
    const data = Float32Array.of(7, 8);
    program.write([{ name: 'total', dtype: 'float32', shape: [2], data }]);
    data.fill(0);
    expect([...(program.run('peek', {})['total'] ?? [])]).toEqual([7, 8]);
  });

  it('reads a value before it is replaced and the new one afterwards', () => {
    const total = variable('total', [1, 2]);
    const program = compiled([total], {
      replace: {
        inputs: pair,
        run: (inputs) => {
          const before = tf.mul(total.variable, 2);
          total.variable.assign(given(inputs, 'x'));
          const between = tf.mul(total.variable, 2);
          total.variable.assign(tf.add(before, between));
          return { before, between, after: tf.mul(total.variable, 1) };
        },
      },
    });
    const results = program.run('replace', { x: Float32Array.of(10, 20) });
    const plain = Object.fromEntries(Object.entries(results).map(([name, values]) => [name, [...values]]));
    expect(plain).toEqual({ before: [2, 4], between: [20, 40], after: [22, 44] });
  });

  it('keeps variables apart that share one tensor when they are recorded', () => {
    const first = variable('first', [1, 2]);
    const second = variable('second', [0, 0]);
    second.variable.assign(first.variable);
    const program = compiled([first, second], {
      change: {
        inputs: pair,
        run: (inputs) => {
          first.variable.assign(given(inputs, 'x'));
          return { second: tf.mul(second.variable, 1) };
        },
      },
    });
    program.run('change', { x: Float32Array.of(10, 20) });
    expect([...(program.run('change', { x: Float32Array.of(30, 40) })['second'] ?? [])]).toEqual([1, 2]);
  });

  it('updates by the fused op twice in one entry, reads between them included', () => {
    const weight = variable('weight', [1, -1]);
    const adam = createOptimiser({ ...adamOf(tinyRecipe), beta1: 0.5, beta2: 0.5 }, [weight]);
    disposables.push(adam);
    const entry: ProgramEntry = {
      inputs: pair,
      run: (inputs) => {
        const factors = { stepSize: tf.scalar(0.25), epsilon: tf.scalar(1e-8) };
        const before = weight.variable.clone();
        adam.apply([given(inputs, 'x')], factors);
        const between = tf.mul(weight.variable, 1);
        adam.apply([tf.mul(given(inputs, 'x'), between)], factors);
        return { before: tf.mul(before, 1), between, after: tf.mul(weight.variable, 1) };
      },
    };
    const x = Float32Array.of(3, -2);
    const eager = tf.tidy(() => {
      const results = entry.run({ x: tf.tensor1d(x) });
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, tensor.dataSync()]));
    });
    for (const { variable: moved } of [weight, ...adam.slots]) {
      moved.assign(tf.tidy(() => (moved === weight.variable ? tf.tensor1d([1, -1]) : tf.zeros([2]))));
    }
    const graph = record([weight, ...adam.slots], { twice: entry }).graph;
    expect(graph.nodes.filter(({ op }) => op === 'ResourceApplyAdam')).toHaveLength(2);
    const results = compiled([weight, ...adam.slots], { twice: entry }).run('twice', { x });
    for (const name of ['before', 'between', 'after']) {
      for (const [index, value] of (eager[name] ?? []).entries()) expect(results[name]?.[index]).toBeCloseTo(value, 5);
    }
  });

  it('names the input that is missing or of another size', () => {
    const program = compiled([], { same: { inputs: pair, run: (inputs) => ({ x: tf.mul(given(inputs, 'x'), 1) }) } });
    expect(() => program.run('same', {})).toThrowError('"same" wants 2 numbers (2) for "x" and got none.');
    expect(() => program.run('same', { x: new Float32Array(3) })).toThrowError(/wants 2 numbers .* got 3/);
  });

  it('equals the eager step exactly with second derivatives: a step of a critic with gradient penalty', () => {
    const critic = buildNetwork({
      name: 'critic',
      description: describeNetwork(
        {
          ...tinyRecipe,
          networks: {
            ...tinyRecipe.networks,
            discriminator: {
              layers: [
                { kind: 'conv', id: 'down1', filters: 4, kernel: 4, stride: 2, padding: 1, bias: true },
                { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.2 },
                { kind: 'flatten', id: 'flatten' },
                { kind: 'dense', id: 'dense1', units: 8, bias: true },
                { kind: 'tanh', id: 'tanh' },
                { kind: 'dense', id: 'logit', units: 1, bias: true },
              ],
            },
          },
        },
        'discriminator',
      ),
      initialisation: 'fanIn',
      seed: 3,
      firstTable: 0,
    });
    const adam = createOptimiser({ ...adamOf(tinyRecipe), beta1: 0.5, beta2: 0.9 }, critic.trainable);
    disposables.push(critic, adam);
    const judge = (x: tf.Tensor): tf.Tensor => critic.forward(x, { training: true });
    const entry: ProgramEntry = {
      inputs: {
        real: { type: 'float32', shape: [4, 8, 8, 1] },
        fake: { type: 'float32', shape: [4, 8, 8, 1] },
        share: { type: 'float32', shape: [4, 1, 1, 1] },
      },
      run: (inputs) => {
        const [real, fake, share] = [given(inputs, 'real'), given(inputs, 'fake'), given(inputs, 'share')];
        const { loss, others, gradients } = differentiate(() => {
          const between = tf.add(real, tf.mul(share, tf.sub(fake, real)));
          const slope = tf.grad((x) => tf.sum(judge(x)))(between);
          const norms = tf.sqrt(tf.sum(tf.square(tf.reshape(slope, [4, 64])), 1));
          const penalty = tf.mean<tf.Scalar>(tf.square(tf.sub(norms, 1)));
          const distance = tf.sub(tf.mean(judge(fake)), tf.mean(judge(real)));
          return { loss: tf.add(distance, tf.mul(penalty, 10)), others: [penalty] };
        }, critic.trainable);
        adam.apply(gradients, { stepSize: tf.scalar(1e-3), epsilon: tf.scalar(1e-8) });
        return { loss, penalty: others[0] as tf.Tensor };
      },
    };
    const variables = [...critic.trainable, ...adam.slots];
    const program = compile(variables, { step: entry }, 'exact');
    disposables.push(program);
    for (let step = 1; step <= 20; step++) {
      const [real, fake, share] = [numbers(step, 256), numbers(step + 100, 256), numbers(step + 200, 4, 0, 1)] as const;
      const eager = tf.tidy(() => {
        const shapes = { real: tf.tensor4d(real, [4, 8, 8, 1]), fake: tf.tensor4d(fake, [4, 8, 8, 1]) };
        const { loss, penalty } = entry.run({ ...shapes, share: tf.tensor4d(share, [4, 1, 1, 1]) });
        return { loss: loss?.dataSync(), penalty: penalty?.dataSync() };
      });
      expect(eager.penalty?.[0]).toBeGreaterThan(0);
      expect(program.run('step', { real, fake, share }), `step ${step}`).toEqual(eager);
    }
    const eagerValues = variables.map(({ name, variable: one }) => ({ name, data: one.dataSync() }));
    expect(program.read().map(({ name, data }) => ({ name, data }))).toEqual(eagerValues);
  });
});

function adamOf(recipe: Recipe): Extract<OptimiserSpec, { kind: 'adam' }> {
  const { discriminator } = recipe.optimisers;
  if (discriminator.kind !== 'adam') throw new Error(`${recipe.preset} does not use Adam.`);
  return discriminator;
}
