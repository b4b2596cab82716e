import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientPenalty, type GradientPenalty } from '../../../src/main/gan/gradient-penalty';
import { buildNetwork } from '../../../src/main/gan/network';
import { createObjective, type Objective } from '../../../src/main/gan/objective';
import { createOptimiser, updateFactors } from '../../../src/main/gan/optimiser';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { LayerSpec } from '../../../src/shared/layer-specs';
import { objectiveSpecSchema, type ObjectiveSpec } from '../../../src/shared/objective-spec';
import { optimiserSpecSchema, type OptimiserSpec } from '../../../src/shared/optimiser-spec';
import { inferShapes } from '../../../src/shared/shape-inference';
import { expectClose, numbers, readFixture } from './pytorch-fixture';
import { inWords } from '../../../src/shared/wording/worded';

interface RecordedLoss {
  readonly loss: number;
  readonly gradient: readonly number[];
}

interface LossCase extends Readonly<Record<keyof Objective, RecordedLoss>> {
  readonly objective: Partial<ObjectiveSpec>;
  /** The logits lie in ± this. */
  readonly scale: number;
}

interface OptimiserCase {
  readonly optimiser: Partial<OptimiserSpec>;
  /** After each update. */
  readonly weights: readonly (readonly number[])[];
  /** Of the gradients before they are shortened. */
  readonly lengths: readonly number[];
  readonly slots: readonly (readonly number[])[];
}

interface PenaltyCase {
  readonly penalty: GradientPenalty;
  readonly layers: readonly LayerSpec[];
  readonly value: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

describe.each(['tensorflow', 'js'] as const)('on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  const losses = readFixture<readonly LossCase[]>('losses.json').map(
    (recorded) => [JSON.stringify(recorded.objective), recorded.scale, recorded] as const,
  );
  it.each(losses)('losses of %s for logits up to ±%d equal PyTorch, with their gradients', (_name, scale, recorded) => {
    const objective = createObjective(objectiveSpecSchema.parse({ ...recorded.objective, sharedFake: false }));
    for (const [half, seed] of [
      ['real', 3],
      ['fake', 4],
      ['generator', 4],
    ] as const) {
      const logits = tf.tensor(numbers(seed, 6, -scale, scale), [6, 1], 'float32');
      expectClose(half, objective[half](logits).dataSync(), [recorded[half].loss]);
      const gradient = tf.grad((x: tf.Tensor) => objective[half](x))(logits);
      expectClose(`${half} by logits`, gradient.dataSync(), recorded[half].gradient);
    }
  });

  it('losses of undecided logits are log 2 each', () => {
    const objective = createObjective(objectiveSpecSchema.parse({ kind: 'nonSaturating', sharedFake: false }));
    const undecided = tf.zeros([5, 1]);
    for (const half of ['real', 'fake', 'generator'] as const) {
      expectClose(half, objective[half](undecided).dataSync(), [Math.log(2)]);
    }
  });

  const optimisers = readFixture<readonly OptimiserCase[]>('optimisers.json').map(
    (recorded) => [JSON.stringify(recorded.optimiser), recorded] as const,
  );
  it.each(optimisers)('five updates of %s equal PyTorch', (_name, recorded) => {
    const spec = optimiserSpecSchema.parse(recorded.optimiser);
    const variable = tf.variable(tf.tensor(numbers(5, 8)));
    const optimiser = createOptimiser(spec, [{ name: 'generator/dense1/weight', variable }]);
    for (const [index, expected] of recorded.weights.entries()) {
      const { stepSize, epsilon } = updateFactors(spec, index + 1, 0);
      const factors = { stepSize: tf.scalar(stepSize), epsilon: tf.scalar(epsilon) };
      const length = optimiser.apply([tf.tensor(numbers(21 + index, 8))], factors);
      expectClose(`length ${index + 1}`, length.dataSync(), [recorded.lengths[index] ?? Number.NaN]);
      expectClose(`weight after update ${index + 1}`, variable.dataSync(), expected);
    }
    expect(optimiser.slots).toHaveLength(recorded.slots.length);
    for (const [index, slot] of optimiser.slots.entries()) {
      expectClose(slot.name, slot.variable.dataSync(), recorded.slots[index] ?? []);
    }
  });

  const penalties = readFixture<readonly PenaltyCase[]>('penalties.json').map(
    (recorded) => [recorded.penalty.kind, recorded] as const,
  );
  it.each(penalties)('the gradient penalty on %s images equals PyTorch, with its gradients', (_kind, recorded) => {
    const inference = inferShapes({ layers: recorded.layers }, [8, 8, 1]);
    if (!inference.ok) throw new Error(inWords(inference.error.told, 'en'));
    const options = { description: inference.network, initialisation: 'fanIn', seed: 0, firstTable: 0 } as const;
    const network = buildNetwork({ name: 'critic', ...options });
    for (const [index, { variable }] of network.trainable.entries()) {
      variable.assign(tf.tensor(numbers(2000 + index, variable.size, -0.5, 0.5), variable.shape));
    }
    const image = (seed: number): tf.Tensor => tf.tensor(numbers(seed, 256), [4, 8, 8, 1]);
    const images = { real: image(31), fake: image(32), mixing: tf.tensor(numbers(33, 4, 0, 1), [4, 1, 1, 1]) };
    const judge = (x: tf.Tensor): tf.Tensor => network.forward(x, { training: true });
    const { value, grads } = tf.variableGrads(
      () => gradientPenalty(recorded.penalty, judge, images),
      network.trainable.map(({ variable }) => variable),
    );
    expectClose('penalty', value.dataSync(), [recorded.value]);
    for (const { name, variable } of network.trainable) {
      const expected = recorded.gradients[name.replace('critic/', '')] ?? [];
      const gradient = grads[variable.name]?.dataSync() ?? new Float32Array(variable.size);
      expectClose(`gradient of ${name}`, gradient, expected);
    }
    network.dispose();
  });
});
