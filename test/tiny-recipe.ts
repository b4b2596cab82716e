import type { Recipe } from '../src/shared/recipe';
import { quickDigits } from '../src/shared/presets/quick-digits';

/** The smallest recipe that is worth a run: 8 x 8 grey images, one dense layer a network. */
export const tinyRecipe: Recipe = {
  ...quickDigits,
  preset: 'tiny',
  data: { source: 'mnist', side: 8, channels: 1 },
  latent: { size: 2, distribution: 'normal' },
  networks: {
    generator: {
      layers: [
        { kind: 'dense', id: 'dense1', units: 64, bias: true },
        { kind: 'tanh', id: 'tanh' },
        { kind: 'reshape', id: 'image', shape: [8, 8, 1] },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'flatten', id: 'flatten' },
        { kind: 'dense', id: 'logit', units: 1, bias: true },
      ],
    },
  },
  schedule: { batchSize: 4, length: { unit: 'steps', amount: 1000 } },
  checkpoints: { everySeconds: 60, keep: 2 },
  seed: 11,
};
