import { completeRecipe, type Recipe } from '../recipe';

/** DCGAN at 28 pixels, after Radford et al. 2016 (https://arxiv.org/abs/1511.06434): one fake batch for both half-steps. */
export const dcgan28: Recipe = completeRecipe({
  formatVersion: 1,
  preset: 'dcgan-28',
  data: { source: 'mnist', side: 28, channels: 1 },
  latent: { size: 100, distribution: 'normal' },
  networks: {
    generator: {
      layers: [
        { kind: 'reshape', id: 'seed', shape: [1, 1, 100] },
        { kind: 'transposedConv', id: 'up1', filters: 256, kernel: 4, stride: 1, padding: 0, bias: false },
        { kind: 'batchNorm', id: 'norm1' },
        { kind: 'relu', id: 'relu1' },
        { kind: 'transposedConv', id: 'up2', filters: 128, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm2' },
        { kind: 'relu', id: 'relu2' },
        { kind: 'transposedConv', id: 'up3', filters: 64, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm3' },
        { kind: 'relu', id: 'relu3' },
        { kind: 'transposedConv', id: 'up4', filters: 1, kernel: 4, stride: 2, padding: 3, bias: false },
        { kind: 'tanh', id: 'tanh' },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'conv', id: 'down1', filters: 64, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm1' },
        { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.2 },
        { kind: 'conv', id: 'down2', filters: 128, kernel: 4, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', id: 'norm2' },
        { kind: 'leakyRelu', id: 'leakyRelu2', slope: 0.2 },
        { kind: 'conv', id: 'down3', filters: 256, kernel: 4, stride: 2, padding: 1, bias: false },
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
    generator: { kind: 'adam', learningRate: 2e-4, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
    discriminator: { kind: 'adam', learningRate: 2e-4, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
  },
  schedule: { batchSize: 64, length: { unit: 'epochs', amount: 50 } },
  ema: null,
  // five epochs of 60,000 images
  samples: { everySteps: 4_688 },
  checkpoints: { everySeconds: 60, keep: 3 },
  precision: 'float32',
  execution: 'compiled',
  seed: 0,
});
