import { completeRecipe, type Recipe } from '../recipe';

/** What of the recipe may be chosen before it is a recipe. */
export interface Dcgan64Options {
  /** d: channels of the widest images; every layer has a multiple of it. 1 to 512. */
  readonly width?: number;
  /** 1 = grey, 3 = red, green, blue. */
  readonly channels?: 1 | 3;
}

/**
 * DCGAN at 64 pixels after Radford et al. 2016 (https://arxiv.org/abs/1511.06434), with biases and with half the
 * discriminator's loss: two logistic halves count as one.
 */
export function dcgan64({ width: d = 128, channels = 1 }: Dcgan64Options = {}): Recipe {
  const window = { kernel: 4, stride: 2, padding: 1, bias: true } as const;
  const seen = { kernel: 4, stride: 1, padding: 0, bias: true } as const;
  return completeRecipe({
    formatVersion: 1,
    preset: 'dcgan-64',
    data: { source: 'mnist', side: 64, channels },
    latent: { size: 100, distribution: 'normal' },
    networks: {
      generator: {
        layers: [
          { kind: 'reshape', id: 'seed', shape: [1, 1, 100] },
          { kind: 'transposedConv', id: 'up1', filters: 8 * d, ...seen },
          { kind: 'batchNorm', id: 'norm1' },
          { kind: 'relu', id: 'relu1' },
          { kind: 'transposedConv', id: 'up2', filters: 4 * d, ...window },
          { kind: 'batchNorm', id: 'norm2' },
          { kind: 'relu', id: 'relu2' },
          { kind: 'transposedConv', id: 'up3', filters: 2 * d, ...window },
          { kind: 'batchNorm', id: 'norm3' },
          { kind: 'relu', id: 'relu3' },
          { kind: 'transposedConv', id: 'up4', filters: d, ...window },
          { kind: 'batchNorm', id: 'norm4' },
          { kind: 'relu', id: 'relu4' },
          { kind: 'transposedConv', id: 'up5', filters: channels, ...window },
          { kind: 'tanh', id: 'tanh' },
        ],
      },
      discriminator: {
        layers: [
          { kind: 'conv', id: 'down1', filters: d, ...window },
          { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.2 },
          { kind: 'conv', id: 'down2', filters: 2 * d, ...window },
          { kind: 'batchNorm', id: 'norm2' },
          { kind: 'leakyRelu', id: 'leakyRelu2', slope: 0.2 },
          { kind: 'conv', id: 'down3', filters: 4 * d, ...window },
          { kind: 'batchNorm', id: 'norm3' },
          { kind: 'leakyRelu', id: 'leakyRelu3', slope: 0.2 },
          { kind: 'conv', id: 'down4', filters: 8 * d, ...window },
          { kind: 'batchNorm', id: 'norm4' },
          { kind: 'leakyRelu', id: 'leakyRelu4', slope: 0.2 },
          { kind: 'conv', id: 'logit', filters: 1, ...seen },
          { kind: 'flatten', id: 'flatten' },
        ],
      },
    },
    initialisation: 'fanIn',
    objective: { kind: 'nonSaturating', sharedFake: true, discriminatorWeight: 0.5 },
    optimisers: {
      generator: { kind: 'adam', learningRate: 2e-4, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
      discriminator: { kind: 'adam', learningRate: 2e-4, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
    },
    schedule: { batchSize: 128, length: { unit: 'epochs', amount: 20 } },
    ema: null,
    // an epoch of 60,000 images
    samples: { everySteps: 469 },
    checkpoints: { everySeconds: 300, keep: 3 },
    precision: 'float32',
    execution: 'compiled',
    seed: 0,
  });
}
