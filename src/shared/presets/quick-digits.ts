import { completeRecipe, type Recipe } from '../recipe';

/** A narrow DCGAN for two processor cores: a higher learning rate, and sheets drawn by an averaged generator. */
export const quickDigits: Recipe = completeRecipe({
  formatVersion: 1,
  preset: 'quick-digits',
  data: { source: 'mnist', side: 28, channels: 1 },
  latent: { size: 64, distribution: 'normal' },
  networks: {
    generator: {
      layers: [
        { kind: 'reshape', id: 'seed', shape: [1, 1, 64] },
        { kind: 'transposedConv', id: 'up1', filters: 128, kernel: 4, stride: 1, padding: 0, bias: false },
        { kind: 'batchNorm', id: 'norm1' },
        { kind: 'relu', id: 'relu1' },
        { kind: 'transposedConv', id: 'up2', filters: 64, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm2' },
        { kind: 'relu', id: 'relu2' },
        { kind: 'transposedConv', id: 'up3', filters: 32, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm3' },
        { kind: 'relu', id: 'relu3' },
        { kind: 'transposedConv', id: 'up4', filters: 1, kernel: 4, stride: 2, padding: 3, bias: false },
        { kind: 'tanh', id: 'tanh' },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'conv', id: 'down1', filters: 32, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm1' },
        { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.2 },
        { kind: 'conv', id: 'down2', filters: 64, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm2' },
        { kind: 'leakyRelu', id: 'leakyRelu2', slope: 0.2 },
        { kind: 'conv', id: 'down3', filters: 128, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm3' },
        { kind: 'leakyRelu', id: 'leakyRelu3', slope: 0.2 },
        { kind: 'conv', id: 'logit', filters: 1, kernel: 3, stride: 1, padding: 0, bias: false },
        { kind: 'flatten', id: 'flatten' },
      ],
    },
  },
  initialisation: 'fanIn',
  objective: { kind: 'nonSaturating', sharedFake: true },
  optimisers: {
    generator: { kind: 'adam', learningRate: 2e-3, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
    discriminator: { kind: 'adam', learningRate: 2e-3, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
  },
  schedule: { batchSize: 32, length: { unit: 'minutes', amount: 1 } },
  ema: { decay: 0.98 },
  samples: { everySteps: 100 },
  checkpoints: { everySeconds: 60, keep: 3 },
  precision: 'float32',
  execution: 'compiled',
  seed: 0,
});
