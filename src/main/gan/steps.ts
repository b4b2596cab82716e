import * as tf from '@tensorflow/tfjs-core';
import type { AdamFactors } from './adam';
import { updateAverage } from './ema';
import { differentiate } from './gradients';
import type { GanModel } from './model';
import type { Network } from './network';
import { sigmoid } from './ops/activations';
import { scalePixels } from './ops/pixels';

/*
 * What is fed to a step. Steps keep nothing of their own: no counters, no random numbers.
 */

export interface DiscriminatorInputs {
  /** Pixels [batch, height, width, channels], as `feedPixels` brings them. */
  readonly real: tf.Tensor;
  /** [batch, latent size] */
  readonly discriminatorLatents: tf.Tensor;
  readonly discriminatorFactors: AdamFactors<tf.Tensor>;
}

export interface GeneratorInputs {
  /** [batch, latent size] */
  readonly generatorLatents: tf.Tensor;
  readonly generatorFactors: AdamFactors<tf.Tensor>;
  /** Share of the old moving average that stays. Scalar. */
  readonly averageDecay: tf.Tensor;
}

/** Where the fake is shared, the generator's latents are the discriminator's. */
export type BothInputs = DiscriminatorInputs & GeneratorInputs;

/** Results of a step, scalars by name. */
export type DiscriminatorResults = Readonly<
  Record<'discriminatorLoss' | 'realProbability' | 'fakeProbability', tf.Tensor>
>;
export type GeneratorResults = Readonly<Record<'generatorLoss', tf.Tensor>>;

const training = { training: true } as const;

/** The discriminator moves, the generator rests. */
export function discriminatorStep(model: GanModel, inputs: DiscriminatorInputs): DiscriminatorResults {
  const fake = model.generator.forward(inputs.discriminatorLatents, training);
  return updateDiscriminator(model, inputs, fake);
}

/** The generator moves, the discriminator rests. */
export function generatorStep(model: GanModel, inputs: GeneratorInputs): GeneratorResults {
  const { loss, gradients } = differentiate(() => {
    const fake = model.generator.forward(inputs.generatorLatents, training);
    return { loss: judgeAsGenerator(model, fake), others: [] };
  }, model.generator.trainable);
  updateGenerator(model, inputs, gradients);
  return { generatorLoss: loss };
}

/** The discriminator moves, then the generator against the moved discriminator. */
export function bothSteps(model: GanModel, inputs: BothInputs): DiscriminatorResults & GeneratorResults {
  return model.sharedFake
    ? bothStepsOnOneFake(model, inputs)
    : { ...discriminatorStep(model, inputs), ...generatorStep(model, inputs) };
}

/**
 * The discriminator's half-step runs inside the function that the generator's gradient is taken of, so that the fake
 * batch is made once. No gradient flows from that half into the generator, because its loss is not part of the result.
 */
function bothStepsOnOneFake(model: GanModel, inputs: BothInputs): DiscriminatorResults & GeneratorResults {
  const { loss, others, gradients } = differentiate(() => {
    const fake = model.generator.forward(inputs.discriminatorLatents, training);
    const half = updateDiscriminator(model, inputs, fake);
    const kept = [half.discriminatorLoss, half.realProbability, half.fakeProbability];
    return { loss: judgeAsGenerator(model, fake), others: kept };
  }, model.generator.trainable);
  updateGenerator(model, inputs, gradients);
  const [discriminatorLoss, realProbability, fakeProbability] = others as readonly [tf.Tensor, tf.Tensor, tf.Tensor];
  return { discriminatorLoss, realProbability, fakeProbability, generatorLoss: loss };
}

function updateDiscriminator(model: GanModel, inputs: DiscriminatorInputs, fake: tf.Tensor): DiscriminatorResults {
  const real = scalePixels({ pixels: inputs.real });
  const { loss, others, gradients } = differentiate(() => {
    const [realLogits, fakeLogits] = judgeBoth(model.discriminator, real, fake);
    // probabilities before the update
    const others = [meanProbability(realLogits), meanProbability(fakeLogits)];
    return { loss: model.objective.discriminator(realLogits, fakeLogits), others };
  }, model.discriminator.trainable);
  model.discriminatorOptimiser.apply(gradients, inputs.discriminatorFactors);
  const [realProbability, fakeProbability] = others as readonly [tf.Tensor, tf.Tensor];
  return { discriminatorLoss: loss, realProbability, fakeProbability };
}

/** Logits of both batches; in one pass where no layer mixes the images of a batch. */
function judgeBoth(discriminator: Network, real: tf.Tensor, fake: tf.Tensor): readonly [tf.Tensor, tf.Tensor] {
  if (!discriminator.separatesImages) {
    return [discriminator.forward(real, training), discriminator.forward(fake, training)];
  }
  const logits = discriminator.forward(tf.concat([real, fake], 0), training);
  const [realLogits, fakeLogits] = tf.split(logits, 2, 0);
  if (!realLogits || !fakeLogits) throw new Error('The discriminator gave no logits.');
  return [realLogits, fakeLogits];
}

function judgeAsGenerator({ discriminator, objective }: GanModel, fake: tf.Tensor): tf.Scalar {
  return objective.generator(discriminator.forward(fake, training));
}

function updateGenerator(model: GanModel, inputs: GeneratorInputs, gradients: readonly tf.Tensor[]): void {
  model.generatorOptimiser.apply(gradients, inputs.generatorFactors);
  if (model.average) updateAverage(model.average, model.generator, inputs.averageDecay);
}

function meanProbability(logits: tf.Tensor): tf.Tensor {
  return tf.mean(sigmoid({ x: logits }));
}
