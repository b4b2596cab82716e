import { completeRecipe, type Recipe } from '../recipe';

/** A lab course's dense GAN: 100-256-256-784 against 784-256-256-1, batch 128, 30 epochs. */
export const mlpLab: Recipe = completeRecipe({
  formatVersion: 1,
  preset: 'mlp-lab',
  // the hand-out leaves pixels in [0, 1] against a tanh, which can never be told apart from a fake's fault
  data: { source: 'mnist', side: 28, channels: 1, range: '[-1, 1]' },
  latent: { size: 100, distribution: 'normal' },
  networks: {
    generator: {
      layers: [
        { kind: 'dense', id: 'dense1', units: 256, bias: true },
        { kind: 'relu', id: 'relu1' },
        { kind: 'dense', id: 'dense2', units: 256, bias: true },
        { kind: 'relu', id: 'relu2' },
        { kind: 'dense', id: 'dense3', units: 784, bias: true },
        { kind: 'tanh', id: 'tanh' },
        { kind: 'reshape', id: 'image', shape: [28, 28, 1] },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'flatten', id: 'flatten' },
        { kind: 'dense', id: 'dense1', units: 256, bias: true },
        { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.1 },
        { kind: 'dense', id: 'dense2', units: 256, bias: true },
        { kind: 'leakyRelu', id: 'leakyRelu2', slope: 0.1 },
        { kind: 'dense', id: 'logit', units: 1, bias: true },
      ],
    },
  },
  initialisation: 'fanIn',
  objective: { kind: 'nonSaturating', sharedFake: false },
  optimisers: {
    generator: { kind: 'adam', learningRate: 2e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    discriminator: { kind: 'adam', learningRate: 2e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  },
  schedule: { batchSize: 128, length: { unit: 'epochs', amount: 30 } },
  ema: null,
  // an epoch of 60,000 images
  samples: { everySteps: 469 },
  checkpoints: { everySeconds: 60, keep: 3 },
  precision: 'float32',
  execution: 'compiled',
  seed: 0,
});
