import * as tf from '@tensorflow/tfjs-core';
import { augment } from './augmentation';
import { classLoss } from './class-loss';
import { updateAverage } from './ema';
import type { ForwardMode } from './forward-mode';
import { gradientPenalty } from './gradient-penalty';
import { differentiate } from './gradients';
import type { GanModel } from './model';
import type { Judgement } from './network';
import type { Objective } from './objective';
import { sigmoid } from './ops/activations';
import { scalePixels } from './ops/pixels';
import type { UpdateFactors } from './optimiser';
import type { StepRandom } from './step-random';

/*
 * What is fed to a step. Steps keep nothing of their own: no counters, no random numbers but those of a fed seed.
 */

/** What a batch of fake images is made from. */
export interface FakeSource {
  /** [batch, latent size] */
  readonly latents: tf.Tensor;
  /** Classes asked for, [batch, classes] with 1 at the class; null where the recipe knows none. */
  readonly labels: tf.Tensor | null;
}

export interface DiscriminatorInputs {
  /** Pixels [batch, height, width, channels], as `feedPixels` brings them. */
  readonly real: tf.Tensor;
  /** Classes of the real images, [batch, classes]; null where the recipe knows none. */
  readonly realLabels: tf.Tensor | null;
  readonly source: FakeSource;
  readonly factors: UpdateFactors<tf.Tensor>;
  /** Of the second update, where each half is one; else null. */
  readonly secondFactors: UpdateFactors<tf.Tensor> | null;
  /** [batch, 1, 1, 1]: see `gradientPenalty`. */
  readonly mixing: tf.Tensor | null;
  /** Where layers and augmentation draw from; null where none does. */
  readonly random: StepRandom | null;
}

export interface GeneratorInputs {
  readonly source: FakeSource;
  readonly factors: UpdateFactors<tf.Tensor>;
  /** Share of the old moving average that stays. Scalar. */
  readonly averageDecay: tf.Tensor;
  readonly random: StepRandom | null;
}

/** Results of a step, scalars by name. */
export type DiscriminatorResults = Readonly<
  Record<'discriminatorLoss' | 'realProbability' | 'fakeProbability' | 'discriminatorGradientNorm', tf.Tensor>
>;
export type GeneratorResults = Readonly<Record<'generatorLoss' | 'generatorGradientNorm', tf.Tensor>>;

/** The discriminator moves, the generator rests. */
export function discriminatorStep(model: GanModel, inputs: DiscriminatorInputs): DiscriminatorResults {
  return updateDiscriminator(model, inputs, makeFake(model, inputs));
}

/** The generator moves, the discriminator rests. */
export function generatorStep(model: GanModel, inputs: GeneratorInputs): GeneratorResults {
  const { loss, gradients } = generatorGradients(model, inputs);
  return { generatorLoss: loss, generatorGradientNorm: updateGenerator(model, inputs, gradients) };
}

/** What a generator's step would go by; only statistics move. */
export function generatorGradients(model: GanModel, inputs: Sourced): ReturnType<typeof differentiate> {
  return differentiate(() => {
    return { loss: judgeAsGenerator(model, makeFake(model, inputs), inputs), others: [] };
  }, model.generator.trainable);
}

/** What a discriminator's step on both halves would go by; only statistics move. */
export function discriminatorGradients(model: GanModel, inputs: JudgedInputs): ReturnType<typeof differentiate> {
  const { real, fake } = shownImages(model, inputs, makeFake(model, inputs));
  return differentiateBoth(model, inputs, real, fake);
}

/** The discriminator moves, then the generator against the moved discriminator. */
export function bothSteps(
  model: GanModel,
  ofDiscriminator: DiscriminatorInputs,
  ofGenerator: GeneratorInputs,
): DiscriminatorResults & GeneratorResults {
  return model.sharedFake
    ? bothStepsOnOneFake(model, ofDiscriminator, ofGenerator)
    : { ...discriminatorStep(model, ofDiscriminator), ...generatorStep(model, ofGenerator) };
}

/**
 * The discriminator's half-step runs inside the function that the generator's gradient is taken of, so that the fake
 * batch is made once. No gradient flows from that half into the generator, because its loss is not part of the result.
 */
function bothStepsOnOneFake(
  model: GanModel,
  ofDiscriminator: DiscriminatorInputs,
  ofGenerator: GeneratorInputs,
): DiscriminatorResults & GeneratorResults {
  const { loss, others, gradients } = differentiate(() => {
    const fake = makeFake(model, ofDiscriminator);
    const half = updateDiscriminator(model, ofDiscriminator, fake);
    const kept = [half.discriminatorLoss, half.realProbability, half.fakeProbability, half.discriminatorGradientNorm];
    return { loss: judgeAsGenerator(model, fake, ofDiscriminator), others: kept };
  }, model.generator.trainable);
  const generatorGradientNorm = updateGenerator(model, ofGenerator, gradients);
  const [discriminatorLoss, realProbability, fakeProbability, discriminatorGradientNorm] = others as Four;
  return {
    ...{ discriminatorLoss, realProbability, fakeProbability, discriminatorGradientNorm },
    ...{ generatorLoss: loss, generatorGradientNorm },
  };
}

type Four = readonly [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
type Two = readonly [tf.Tensor, tf.Tensor];

function updateDiscriminator(model: GanModel, inputs: DiscriminatorInputs, made: tf.Tensor): DiscriminatorResults {
  const { real, fake } = shownImages(model, inputs, made);
  return model.separateHalves ? updateInHalves(model, inputs, real, fake) : updateAtOnce(model, inputs, real, fake);
}

/** What a gradient of the discriminator is taken of. */
type JudgedInputs = Omit<DiscriminatorInputs, 'factors' | 'secondFactors'>;

function shownImages(model: GanModel, inputs: JudgedInputs, made: tf.Tensor): Record<'real' | 'fake', tf.Tensor> {
  const real = asShown(model, scalePixels({ pixels: inputs.real }, { range: model.pixelRange }), inputs.random);
  return { real, fake: asShown(model, made, inputs.random) };
}

/** What the discriminator gets to see of images. */
function asShown({ augmentation, pixelRange }: GanModel, images: tf.Tensor, random: StepRandom | null): tf.Tensor {
  return random ? augment(images, augmentation, pixelRange, random) : images;
}

function updateAtOnce(
  model: GanModel,
  inputs: DiscriminatorInputs,
  real: tf.Tensor,
  fake: tf.Tensor,
): DiscriminatorResults {
  const { loss, others, gradients } = differentiateBoth(model, inputs, real, fake);
  const length = model.discriminatorOptimiser.apply(gradients, inputs.factors);
  const [realProbability, fakeProbability] = others as Two;
  return { discriminatorLoss: loss, realProbability, fakeProbability, discriminatorGradientNorm: length };
}

/** `others`: mean probability of the real and of the fake images before the update. */
function differentiateBoth(
  model: GanModel,
  inputs: JudgedInputs,
  real: tf.Tensor,
  fake: tf.Tensor,
): ReturnType<typeof differentiate> {
  return differentiate(() => {
    const [ofReal, ofFake] = judgeBoth(model, inputs, real, fake);
    const halves = tf.add<tf.Scalar>(
      lossOn('real', model, ofReal, inputs.realLabels),
      lossOn('fake', model, ofFake, inputs.source.labels),
    );
    const others = [meanProbability(ofReal.output), meanProbability(ofFake.output)];
    return { loss: withPenalty(model, inputs, halves, real, fake), others };
  }, model.discriminator.trainable);
}

/** Two updates: one on the real images, then one on the fake ones. The longer of the two gradients is told. */
function updateInHalves(
  model: GanModel,
  inputs: DiscriminatorInputs,
  real: tf.Tensor,
  fake: tf.Tensor,
): DiscriminatorResults {
  const { discriminator, discriminatorOptimiser } = model;
  if (!inputs.secondFactors) throw new Error('Two updates of the discriminator need factors for the second one.');
  const half = (
    part: 'real' | 'fake',
    images: tf.Tensor,
    labels: tf.Tensor | null,
    factors: UpdateFactors<tf.Tensor>,
  ) => {
    const { loss, others, gradients } = differentiate(() => {
      const judged = discriminator.judge(images, modeFor(labels, inputs));
      return { loss: lossOn(part, model, judged, labels), others: [meanProbability(judged.output)] };
    }, discriminator.trainable);
    return { loss, probability: others[0] as tf.Tensor, length: discriminatorOptimiser.apply(gradients, factors) };
  };
  const onReal = half('real', real, inputs.realLabels, inputs.factors);
  const onFake = half('fake', fake, inputs.source.labels, inputs.secondFactors);
  return {
    discriminatorLoss: tf.add(onReal.loss, onFake.loss),
    realProbability: onReal.probability,
    fakeProbability: onFake.probability,
    discriminatorGradientNorm: tf.maximum(onReal.length, onFake.length),
  };
}

type Sourced = Pick<GeneratorInputs, 'source' | 'random'>;

function makeFake({ generator }: GanModel, inputs: Sourced): tf.Tensor {
  const { latents, labels } = inputs.source;
  return generator.forward(latents, modeFor(labels, inputs));
}

function modeFor(labels: tf.Tensor | null, { random }: Pick<Sourced, 'random'>): ForwardMode {
  return { training: true, labels, random };
}

/** Judgements of both batches; in one pass where no layer mixes the images of a batch. */
function judgeBoth(
  { discriminator }: GanModel,
  inputs: JudgedInputs,
  real: tf.Tensor,
  fake: tf.Tensor,
): readonly [Judgement, Judgement] {
  const [realLabels, fakeLabels] = [inputs.realLabels, inputs.source.labels];
  if (!discriminator.separatesImages) {
    return [
      discriminator.judge(real, modeFor(realLabels, inputs)),
      discriminator.judge(fake, modeFor(fakeLabels, inputs)),
    ];
  }
  const labels = realLabels && fakeLabels && tf.concat([realLabels, fakeLabels], 0);
  const { output, classes } = discriminator.judge(tf.concat([real, fake], 0), modeFor(labels, inputs));
  const [ofReal, ofFake] = halvesOf(output);
  const [realClasses, fakeClasses] = classes ? halvesOf(classes) : [null, null];
  return [
    { output: ofReal, classes: realClasses },
    { output: ofFake, classes: fakeClasses },
  ];
}

function halvesOf(both: tf.Tensor): Two {
  const [first, second] = tf.split(both, 2, 0);
  if (!first || !second) throw new Error('The discriminator gave no logits.');
  return [first, second];
}

/**
 * One part of the objective, with the class loss where there is one: both networks want the class to be seen, the
 * discriminator in fake images only where the recipe says so.
 */
function lossOn(
  part: keyof Objective,
  { objective, classWeight, fakeClasses }: GanModel,
  { output, classes }: Judgement,
  labels: tf.Tensor | null,
): tf.Scalar {
  const loss = objective[part](output);
  if (classWeight === null || (part === 'fake' && !fakeClasses)) return loss;
  if (!classes || !labels) throw new Error('A class loss needs classes of the discriminator and labels.');
  return tf.add(loss, tf.mul(classLoss(classes, labels), classWeight));
}

function judgeAsGenerator(model: GanModel, fake: tf.Tensor, inputs: Sourced): tf.Scalar {
  const { labels } = inputs.source;
  const judged = model.discriminator.judge(asShown(model, fake, inputs.random), modeFor(labels, inputs));
  return lossOn('generator', model, judged, labels);
}

function withPenalty(
  { discriminator, penalty }: GanModel,
  { mixing, realLabels, random }: JudgedInputs,
  loss: tf.Scalar,
  real: tf.Tensor,
  fake: tf.Tensor,
): tf.Scalar {
  if (!penalty) return loss;
  const judge = (images: tf.Tensor): tf.Tensor => discriminator.forward(images, modeFor(realLabels, { random }));
  return tf.add(loss, gradientPenalty(penalty, judge, { real, fake, mixing }));
}

/** @returns length of the generator's gradient */
function updateGenerator(model: GanModel, inputs: GeneratorInputs, gradients: readonly tf.Tensor[]): tf.Tensor {
  const length = model.generatorOptimiser.apply(gradients, inputs.factors);
  if (model.average) updateAverage(model.average, model.generator, inputs.averageDecay);
  return length;
}

function meanProbability(logits: tf.Tensor): tf.Tensor {
  return tf.mean(sigmoid({ x: logits }));
}
