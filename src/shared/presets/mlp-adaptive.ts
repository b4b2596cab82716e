import { completeRecipe, type Recipe } from '../recipe';

/** A dense GAN whose generator moves only while the discriminator does well, with the 2014 paper's saturating loss. */
export const mlpAdaptive: Recipe = completeRecipe({
  formatVersion: 1,
  preset: 'mlp-adaptive',
  data: { source: 'mnist', side: 28, channels: 1 },
  latent: { size: 100, distribution: 'normal' },
  networks: {
    generator: {
      layers: [
        { kind: 'dense', id: 'dense1', units: 256, bias: true },
        { kind: 'relu', id: 'relu1' },
        { kind: 'dense', id: 'dense2', units: 512, bias: true },
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
        { kind: 'dense', id: 'logit', units: 1, bias: true },
      ],
    },
  },
  initialisation: 'fanIn',
  objective: { kind: 'saturating', sharedFake: false, probabilityClamp: 1e-3, separateHalves: true },
  optimisers: {
    generator: { kind: 'adam', learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, gradientNorm: 1 },
    discriminator: { kind: 'adam', learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, gradientNorm: 1 },
  },
  schedule: {
    batchSize: 128,
    turns: { kind: 'adaptive', lossLimit: 1.75, generatorLossLimit: 0.1, mostGeneratorSteps: 20, restFactor: 6 },
    length: { unit: 'epochs', amount: 120 },
  },
  ema: null,
  // an epoch of 60,000 images
  samples: { everySteps: 469 },
  checkpoints: { everySeconds: 60, keep: 3 },
  precision: 'float32',
  execution: 'compiled',
  seed: 0,
});
