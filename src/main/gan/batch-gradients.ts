import * as tf from '@tensorflow/tfjs-core';
import { imageShape, type NetworkRole, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import type { NamedTensor } from '../../shared/tensor';
import type { TrainedWeights } from './draw-samples';
import { buildModel, disposeModel, networksOf, type GanModel } from './model';
import type { NamedVariable, Network } from './network';
import { feedPixels, scalePixels } from './ops/pixels';
import { oneHot, type SessionInputs } from './session-feeds';
import { writeVariables } from './state';
import { createStepRandom } from './step-random';
import { discriminatorGradients, generatorGradients, type DiscriminatorInputs } from './steps';
import { worded } from '../../shared/wording/worded';

/** What the next step would go by, of both networks as they are now. */
export interface BatchGradients {
  /** Under the names of the tensors that they would move. */
  readonly gradients: readonly NamedTensor[];
  /** Of each layer that ends in zeros: how many of its channels are zero for the whole batch. */
  readonly quiet: readonly {
    readonly network: NetworkRole;
    readonly layerId: string;
    readonly channels: number;
    readonly alwaysZero: number;
  }[];
}

/**
 * Gradients of both losses for one batch, with dropout, noise and batch norm as in training. Nothing of the caller's is
 * moved: the networks are made for this and go again. TensorFlow must be started.
 */
export function batchGradients({ recipe, tensors }: TrainedWeights, inputs: SessionInputs): BatchGradients {
  const model = buildModel(recipe);
  try {
    putBack(model, tensors);
    let found: BatchGradients | null = null;
    tf.tidy(() => {
      const fed = feed(recipe, inputs);
      const ofDiscriminator = discriminatorGradients(model, fed);
      const { generatorLatents: latents, generatorLabels: labels } = inputs;
      const source = latents ? { latents: latentTensor(recipe, latents), labels: oneHots(recipe, labels) } : fed.source;
      const ofGenerator = generatorGradients(model, { source, random: fed.random });
      found = {
        gradients: [
          ...named(model.generator.trainable, ofGenerator.gradients),
          ...named(model.discriminator.trainable, ofDiscriminator.gradients),
        ],
        quiet: quietLayers(recipe, model, fed),
      };
    });
    // the scope has run by now
    return found as unknown as BatchGradients;
  } finally {
    disposeModel(model);
  }
}

function putBack(model: GanModel, tensors: readonly NamedTensor[]): void {
  const variables = networksOf(model).flatMap(({ trainable, statistics }) => [...trainable, ...statistics]);
  const given = new Set(tensors.map(({ name }) => name));
  const missing = variables.find(({ name }) => !given.has(name));
  if (missing) throw new StudioError('checkpoint-damaged', worded('checkpoint.lacks', { name: missing.name }));
  writeVariables(tensors, variables);
}

type Fed = Omit<DiscriminatorInputs, 'factors' | 'secondFactors'>;

function feed(recipe: Recipe, inputs: SessionInputs): Fed {
  const { batchSize } = recipe.schedule;
  const { mixing, insideSeed } = inputs;
  return {
    real: feedPixels(inputs.real, [batchSize, ...imageShape(recipe)]),
    realLabels: oneHots(recipe, inputs.realLabels),
    source: {
      latents: latentTensor(recipe, inputs.discriminatorLatents),
      labels: oneHots(recipe, inputs.discriminatorLabels),
    },
    mixing: mixing ? tf.tensor4d(mixing, [batchSize, 1, 1, 1]) : null,
    random: insideSeed ? createStepRandom(tf.tensor1d(insideSeed, 'int32')) : null,
  };
}

function latentTensor({ latent, schedule }: Recipe, latents: Float32Array): tf.Tensor {
  return tf.tensor2d(latents, [schedule.batchSize, latent.size]);
}

function oneHots({ classes }: Recipe, labels: SessionInputs['realLabels']): tf.Tensor | null {
  return labels && classes !== null ? tf.tensor2d(oneHot(labels, classes), [labels.length, classes]) : null;
}

function named(variables: readonly NamedVariable[], gradients: readonly tf.Tensor[]): readonly NamedTensor[] {
  return variables.map(({ name, variable }, index) => ({
    name,
    dtype: 'float32',
    shape: [...variable.shape],
    data: Float32Array.from((gradients[index] as tf.Tensor).dataSync<'float32'>()),
  }));
}

/** Fake images for the generator, real ones for the discriminator; in evaluation mode, which draws nothing. */
function quietLayers(recipe: Recipe, model: GanModel, fed: Fed): BatchGradients['quiet'] {
  const real = scalePixels({ pixels: fed.real }, { range: model.pixelRange });
  const { latents, labels } = fed.source;
  return [
    ...quietOf(recipe, 'generator', model.generator, latents, labels),
    ...quietOf(recipe, 'discriminator', model.discriminator, real, fed.realLabels),
  ];
}

function quietOf(
  { networks }: Recipe,
  role: NetworkRole,
  network: Network,
  x: tf.Tensor,
  labels: tf.Tensor | null,
): BatchGradients['quiet'] {
  const relus = new Set(networks[role].layers.filter(({ kind }) => kind === 'relu').map(({ id }) => id));
  const found: BatchGradients['quiet'][number][] = [];
  network.visit(x, { training: false, labels }, (layerId, output) => {
    if (!relus.has(layerId)) return;
    const highest = tf.max(output, [...output.shape.keys()].slice(0, -1)).dataSync<'float32'>();
    const alwaysZero = highest.filter((value) => value <= 0).length;
    found.push({ network: role, layerId, channels: highest.length, alwaysZero });
  });
  return found;
}
