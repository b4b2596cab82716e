import { completeRecipe, type Recipe } from '../recipe';
import { dcgan28 } from './dcgan-28';

/** Wasserstein GAN with clipped weights, Arjovsky et al. 2017 (https://arxiv.org/abs/1701.07875), on DCGAN 28's networks. */
export const wgan28: Recipe = completeRecipe({
  ...dcgan28,
  preset: 'wgan-28',
  objective: { kind: 'wasserstein', sharedFake: false },
  optimisers: {
    generator: { kind: 'rmsProp', learningRate: 5e-5, alpha: 0.99, epsilon: 1e-8 },
    discriminator: { kind: 'rmsProp', learningRate: 5e-5, alpha: 0.99, epsilon: 1e-8, weightLimit: 0.01 },
  },
  schedule: {
    batchSize: 64,
    turns: { kind: 'fixed', discriminatorSteps: 5 },
    length: { unit: 'epochs', amount: 50 },
  },
});
