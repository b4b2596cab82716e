import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/main/gan/network';
import { createStepRandom } from '../../../src/main/gan/step-random';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { LayerSpec } from '../../../src/shared/layer-specs';
import { inferShapes, type NetworkDescription } from '../../../src/shared/shape-inference';
import { elementCount, type Shape } from '../../../src/shared/tensor';

const spectralNorm = { spectralNorm: fc.boolean() };
const window = {
  ...spectralNorm,
  filters: fc.integer({ min: 1, max: 9 }),
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 3 }),
  bias: fc.boolean(),
};
const kind = <Kind extends string>(name: Kind): fc.Arbitrary<Kind> => fc.constant(name);
const id = fc.constant('layer');

const layer: fc.Arbitrary<LayerSpec> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind('conv'), id, ...window }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('transposedConv'), id, ...window }) },
  fc.record({ kind: kind('dense'), id, ...spectralNorm, units: fc.integer({ min: 1, max: 12 }), bias: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom(
      ...(['batchNorm', 'layerNorm', 'instanceNorm', 'relu', 'tanh', 'sigmoid', 'softplus'] as const),
      ...(['flatten', 'minibatchDeviation'] as const),
    ),
    id,
  }) as fc.Arbitrary<LayerSpec>,
  fc.record({ kind: kind('leakyRelu'), id, slope: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: kind('dropout'), id, rate: fc.double({ min: 0, max: 0.9, noNaN: true }) }),
  fc.record({ kind: kind('noise'), id, deviation: fc.double({ min: 0.1, max: 2, noNaN: true }) }),
  fc.record({ kind: kind('upsample'), id, factor: fc.integer({ min: 2, max: 3 }) }),
  fc.record({
    kind: kind('minibatchDiscrimination'),
    id,
    features: fc.integer({ min: 1, max: 4 }),
    kernel: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constantFrom('concat', 'add'),
    id,
    // some of them name layers that are there
    inputs: fc.array(fc.constantFrom('input', 'layer0', 'layer1', 'layer2'), { minLength: 1, maxLength: 3 }),
  }) as fc.Arbitrary<LayerSpec>,
  fc.record({ kind: kind('reshape'), id, shape: fc.constantFrom([4], [2, 2, 1], [12], [3, 2, 2], [1, 1, 9]) }),
);

const inputShape = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 9 })),
  fc.constantFrom([4], [12], [9]),
);

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

it('every network that shape inference accepts has just those shapes in TensorFlow, forward and backward', () => {
  let tried = 0;
  fc.assert(
    fc.property(inputShape, fc.array(layer, { minLength: 1, maxLength: 5 }), (shape, candidates) => {
      const description = longestValid(candidates, shape);
      if (!description) return;
      tried++;
      tf.tidy(() => {
        const options = { description, initialisation: 'fanIn', seed: 1, firstTable: 0 } as const;
        const network = buildNetwork({ name: 'network', ...options });
        const x = tf.randomNormal([2, ...shape], 0, 1, 'float32', 1);
        const random = createStepRandom(tf.tensor1d([1, 2], 'int32'));
        let output: Shape = [];
        const gradient = tf.grad((input: tf.Tensor) => {
          const y = network.forward(input, { training: true, random });
          output = y.shape;
          return tf.sum(y);
        })(x);
        expect(output).toEqual([2, ...description.outputShape]);
        expect(gradient.shape).toEqual(x.shape);
        expect(network.forward(x, { training: false }).shape).toEqual(output);
        expect(network.trainable.reduce((sum, { variable }) => sum + variable.size, 0)).toBe(
          description.parameterCount,
        );
        network.dispose();
      });
    }),
    { numRuns: 300 },
  );
  expect(tried).toBeGreaterThan(100);
});

/** The layers up to the first that does not fit, or that makes more numbers than a quick test wants. */
function longestValid(candidates: readonly LayerSpec[], shape: Shape): NetworkDescription | undefined {
  let longest: NetworkDescription | undefined;
  for (let count = 1; count <= candidates.length; count++) {
    const layers = candidates.slice(0, count).map((spec, index) => ({ ...spec, id: `layer${index}` }));
    const inference = inferShapes({ layers }, shape);
    if (!inference.ok || elementCount(inference.network.outputShape) > 10_000) break;
    longest = inference.network;
  }
  return longest;
}
