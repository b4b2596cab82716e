import { completeRecipe, type Recipe } from '../recipe';
import { conditionalGenerator } from './cgan-28';
import { dcgan28 } from './dcgan-28';

const features = dcgan28.networks.discriminator.layers.slice(0, -2);
const [lastFeature] = features.slice(-1);
const logit = { kind: 'conv', kernel: 3, stride: 1, padding: 0, bias: false } as const;

/**
 * GAN with an auxiliary classifier, Odena et al. 2017 (https://arxiv.org/abs/1610.09585): the discriminator names the class as well. It learns
 * the classes of real images only: with those of made ones both networks soon agree on pictures that nobody can read.
 */
export const acgan28: Recipe = completeRecipe({
  ...dcgan28,
  preset: 'acgan-28',
  classes: 10,
  networks: {
    generator: conditionalGenerator,
    discriminator: {
      layers: [
        ...features,
        { ...logit, id: 'classMaps', filters: 10 },
        { kind: 'flatten', id: 'classes' },
        { ...logit, id: 'logit', inputs: [lastFeature?.id ?? ''], filters: 1 },
        { kind: 'flatten', id: 'flatten' },
      ],
      classes: 'classes',
    },
  },
  objective: { kind: 'nonSaturating', sharedFake: true, realTarget: 0.95, classWeight: 1, fakeClasses: false },
  schedule: { batchSize: 100, length: { unit: 'epochs', amount: 100 } },
  // five epochs of 60,000 images
  samples: { everySteps: 3_000 },
});
