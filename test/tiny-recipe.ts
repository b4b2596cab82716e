import type { Recipe } from '../src/shared/recipe';
import { quickDigits } from '../src/shared/presets/quick-digits';

/** The smallest recipe that is worth a run: 8 x 8 grey images, one dense layer a network. */
export const tinyRecipe: Recipe = {
  ...quickDigits,
  preset: 'tiny',
  data: { ...quickDigits.data, side: 8 },
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
  schedule: { ...quickDigits.schedule, batchSize: 4, length: { unit: 'steps', amount: 1000 } },
  checkpoints: { everySeconds: 60, everySteps: null, keep: 2 },
  seed: 11,
};

/** Convolutions, batch norm, one fake for both half-steps, and a moving average. */
export const tinyConvolutions: Recipe = {
  ...tinyRecipe,
  networks: {
    generator: {
      layers: [
        { kind: 'reshape', id: 'seed', shape: [1, 1, 2] },
        { kind: 'transposedConv', id: 'up1', filters: 8, kernel: 4, stride: 1, padding: 0, bias: false },
        { kind: 'batchNorm', id: 'norm1' },
        { kind: 'relu', id: 'relu1' },
        { kind: 'transposedConv', id: 'up2', filters: 1, kernel: 4, stride: 2, padding: 1, bias: true },
        { kind: 'tanh', id: 'tanh' },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'conv', id: 'down1', filters: 8, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm1' },
        { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.2 },
        { kind: 'conv', id: 'logit', filters: 1, kernel: 4, stride: 1, padding: 0, bias: true },
        { kind: 'flatten', id: 'flatten' },
      ],
    },
  },
  objective: { ...quickDigits.objective, sharedFake: true },
  ema: { decay: 0.9 },
};

/** What draws random numbers inside the step, and spectral norm. */
export const tinyDrawing: Recipe = {
  ...tinyRecipe,
  networks: {
    generator: {
      layers: [
        { kind: 'dense', id: 'dense1', units: 64, bias: true, spectralNorm: true },
        { kind: 'dropout', id: 'dropout1', rate: 0.3 },
        { kind: 'tanh', id: 'tanh' },
        { kind: 'reshape', id: 'image', shape: [8, 8, 1] },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'noise', id: 'noise1', deviation: 0.1 },
        { kind: 'conv', id: 'down1', filters: 4, kernel: 4, stride: 2, padding: 1, bias: true, spectralNorm: true },
        { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.2 },
        { kind: 'flatten', id: 'flatten' },
        { kind: 'dropout', id: 'dropout1', rate: 0.5 },
        { kind: 'dense', id: 'logit', units: 1, bias: true, spectralNorm: true },
      ],
    },
  },
  augmentation: { mirror: true, differentiable: ['colour', 'translation', 'cutout'] },
};
