import * as tf from '@tensorflow/tfjs-core';
import { boolAttribute, floatAttribute, stringAttribute, typeAttribute } from './native-backend';
import { defineOperation, type None, type Operation } from './operation';

/** Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167, with PyTorch's constants. */
const epsilon = 1e-5;
/** running = .9 old + .1 batch */
const momentum = 0.1;

const attributes = [
  typeAttribute('T'),
  typeAttribute('U'),
  floatAttribute('epsilon', epsilon),
  stringAttribute('data_format', 'NHWC'),
  boolAttribute('is_training', true),
];

/**
 * Outputs: y, new running mean, new running variance (unbiased), and three tensors that only the gradient reads.
 * x is [batch, height, width, channels], everything else [channels].
 */
const normaliseBatch: Operation<'x' | 'scale' | 'offset' | 'runningMean' | 'runningVariance', None, tf.Tensor[]> =
  defineOperation({
    name: 'BatchNorm',
    native: (backend, { x, scale, offset, runningMean, runningVariance }) =>
      backend.executeMultipleOutputs(
        'FusedBatchNormV3',
        [...attributes, floatAttribute('exponential_avg_factor', momentum)],
        [x, scale, offset, runningMean, runningVariance],
        6,
      ),
    portable: ({ x, scale, offset, runningMean, runningVariance }) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      const count = x.size / mean.size;
      const unbiased = tf.mul(variance, count / Math.max(count - 1, 1));
      const move = (old: tf.Tensor, batch: tf.Tensor): tf.Tensor =>
        tf.add(tf.mul(old, 1 - momentum), tf.mul(batch, momentum));
      const y = tf.add(tf.mul(normalise(x, mean, variance), scale), offset);
      return [y, move(runningMean, mean), move(runningVariance, unbiased), mean, variance, tf.scalar(0)];
    },
    keepsInputs: ['x', 'scale'],
    keepsOutputs: true,
    gradient: ([gradient], { inputs: { x, scale }, outputs }) => {
      const [, , , mean, variance, reserve] = outputs;
      const inputs = { gradient, x, scale, mean, variance, reserve } as Record<GradientInput, tf.Tensor>;
      // one native op makes all three; made here, because tfjs asks for each inside a scope that ends with it
      const [forX, forScale, forOffset] = normaliseBatchGradient(inputs) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const never = (): tf.Tensor => {
        throw new Error('Running statistics have no gradient.');
      };
      return {
        x: () => forX,
        scale: () => forScale,
        offset: () => forOffset,
        runningMean: never,
        runningVariance: never,
      };
    },
  });

type GradientInput = 'gradient' | 'x' | 'scale' | 'mean' | 'variance' | 'reserve';

/** Gradients with respect to x, scale and offset. It has no gradient itself: asking for a second derivative throws. */
const normaliseBatchGradient: Operation<GradientInput, None, tf.Tensor[]> = defineOperation({
  name: 'BatchNormGrad',
  native: (backend, { gradient, x, scale, mean, variance, reserve }) =>
    backend
      .executeMultipleOutputs('FusedBatchNormGradV3', attributes, [gradient, x, scale, mean, variance, reserve], 5)
      .slice(0, 3),
  portable: ({ gradient, x, scale, mean, variance }) => {
    const axes = [0, 1, 2];
    const normalised = normalise(x, mean, variance);
    const offsetGradient = tf.sum(gradient, axes);
    const scaleGradient = tf.sum(tf.mul(gradient, normalised), axes);
    const count = x.size / mean.size;
    const common = tf.add(offsetGradient, tf.mul(normalised, scaleGradient));
    const centred = tf.sub(gradient, tf.div(common, count));
    const factor = tf.mul(scale, tf.rsqrt(tf.add(variance, epsilon)));
    return [tf.mul(centred, factor), scaleGradient, offsetGradient];
  },
});

function normalise(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
}

interface BatchNormVariables {
  readonly scale: tf.Variable;
  readonly offset: tf.Variable;
  readonly runningMean: tf.Variable;
  readonly runningVariance: tf.Variable;
}

/**
 * Normalises over all axes but the last, x [batch, …, channels], and moves the running statistics one step.
 * It has first derivatives only.
 */
export function batchNormTraining(x: tf.Tensor, variables: BatchNormVariables): tf.Tensor {
  const channels = variables.scale.size;
  const image = x.rank === 4 ? x : tf.reshape(x, [-1, 1, 1, channels]);
  const [y, mean, variance] = normaliseBatch({ x: image, ...variables });
  if (!y || !mean || !variance) throw new Error('Batch normalisation came back without its outputs.');
  variables.runningMean.assign(mean);
  variables.runningVariance.assign(variance);
  return x.rank === 4 ? y : tf.reshape(y, x.shape);
}

/** Normalises as training does, over all axes but the last, and leaves the running statistics alone. */
export function batchNormOfBatch(x: tf.Tensor, { scale, offset }: BatchNormVariables): tf.Tensor {
  const { mean, variance } = tf.moments(x, [...x.shape.keys()].slice(0, -1));
  return tf.add(tf.mul(normalise(x, mean, variance), scale), offset);
}

/** Normalises with the running statistics. Differentiable to any order. */
export function batchNormEvaluation(x: tf.Tensor, variables: BatchNormVariables): tf.Tensor {
  const factor = tf.mul(variables.scale, tf.rsqrt(tf.add(variables.runningVariance, epsilon)));
  const shift = tf.sub(variables.offset, tf.mul(variables.runningMean, factor));
  return tf.add(tf.mul(x, factor), shift);
}
