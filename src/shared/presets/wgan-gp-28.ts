import { completeRecipe, type Recipe } from '../recipe';
import { dcgan28 } from './dcgan-28';

/**
 * Wasserstein GAN with gradient penalty, Gulrajani et al. 2017 (https://arxiv.org/abs/1704.00028), on DCGAN 28's networks;
 * the critic has no batch norm, because the penalty is meant for each image alone.
 */
export const wganGp28: Recipe = completeRecipe({
  ...dcgan28,
  preset: 'wgan-gp-28',
  networks: {
    generator: dcgan28.networks.generator,
    discriminator: {
      layers: dcgan28.networks.discriminator.layers.filter(({ kind }) => kind !== 'batchNorm'),
    },
  },
  objective: { kind: 'wasserstein', sharedFake: false, gradientPenalty: { kind: 'interpolated', weight: 10 } },
  optimisers: {
    generator: { kind: 'adam', learningRate: 1e-4, beta1: 0.5, beta2: 0.9, epsilon: 1e-8 },
    discriminator: { kind: 'adam', learningRate: 1e-4, beta1: 0.5, beta2: 0.9, epsilon: 1e-8 },
  },
  schedule: {
    batchSize: 64,
    turns: { kind: 'fixed', discriminatorSteps: 5 },
    length: { unit: 'epochs', amount: 50 },
  },
});
