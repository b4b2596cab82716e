import { completeRecipe, type Recipe } from '../recipe';

/** The widespread PyTorch tutorial's dense GAN: 64-256-256-784 against 784-256-256-1, batch 100, 200 epochs. */
export const mlpTutorial: Recipe = completeRecipe({
  formatVersion: 1,
  preset: 'mlp-tutorial',
  data: { source: 'mnist', side: 28, channels: 1 },
  latent: { size: 64, distribution: 'normal' },
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
        { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.2 },
        { kind: 'dense', id: 'dense2', units: 256, bias: true },
        { kind: 'leakyRelu', id: 'leakyRelu2', slope: 0.2 },
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
  schedule: { batchSize: 100, length: { unit: 'epochs', amount: 200 } },
  ema: null,
  samples: { everySteps: 600 },
  checkpoints: { everySeconds: 60, keep: 3 },
  precision: 'float32',
  execution: 'compiled',
  seed: 0,
});
