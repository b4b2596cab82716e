import { quickDigits } from '../src/shared/presets/quick-digits';
import { completeRecipe, type Recipe } from '../src/shared/recipe';

/** A generator with each kind of layer that looks at one image alone, in shapes that tell axes apart. */
export const everyLayer: Recipe = completeRecipe({
  ...quickDigits,
  preset: 'every-layer',
  data: { source: 'mnist', side: 8, channels: 3, range: '[0, 1]' },
  latent: { size: 6, distribution: 'uniform' },
  classes: 3,
  networks: {
    generator: {
      layers: [
        { kind: 'embedding', id: 'classVector', inputs: ['label'], size: 5 },
        { kind: 'concat', id: 'joined', inputs: ['input', 'classVector', 'label'] },
        { kind: 'dense', id: 'wide', inputs: ['joined'], units: 24, bias: true, spectralNorm: true },
        { kind: 'batchNorm', id: 'norm1' },
        { kind: 'leakyRelu', id: 'leaky', slope: 0.2 },
        { kind: 'dropout', id: 'drop', rate: 0.3 },
        { kind: 'reshape', id: 'seed', shape: [2, 2, 6] },
        { kind: 'layerNorm', id: 'norm2' },
        // a stride beyond the kernel
        {
          kind: 'transposedConv',
          id: 'up1',
          filters: 5,
          kernel: 2,
          stride: 3,
          padding: 0,
          bias: true,
          spectralNorm: true,
        },
        { kind: 'instanceNorm', id: 'norm3' },
        { kind: 'softplus', id: 'soft' },
        { kind: 'transposedConv', id: 'up2', filters: 4, kernel: 4, stride: 1, padding: 1, bias: false },
        { kind: 'relu', id: 'relu' },
        { kind: 'noise', id: 'noise', deviation: 0.1 },
        { kind: 'conv', id: 'conv1', filters: 4, kernel: 3, stride: 1, padding: 1, bias: true, spectralNorm: true },
        { kind: 'add', id: 'skip', inputs: ['conv1', 'relu', 'noise'] },
        // a stride that leaves a row over
        { kind: 'conv', id: 'conv2', filters: 4, kernel: 4, stride: 3, padding: 1, bias: false },
        { kind: 'upsample', id: 'large', factor: 4 },
        { kind: 'batchNorm', id: 'norm4' },
        { kind: 'flatten', id: 'flat' },
        { kind: 'reshape', id: 'pairs', shape: [64, 4] },
        { kind: 'batchNorm', id: 'norm5' },
        { kind: 'reshape', id: 'square', shape: [8, 8, 4] },
        { kind: 'concat', id: 'both', inputs: ['square', 'large'] },
        { kind: 'conv', id: 'colours', filters: 3, kernel: 1, stride: 1, padding: 0, bias: true },
        { kind: 'tanh', id: 'bent' },
        { kind: 'sigmoid', id: 'sigmoid' },
        { kind: 'flatten', id: 'row' },
        { kind: 'reshape', id: 'image', shape: [8, 8, 3] },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'flatten', id: 'flatten' },
        { kind: 'dense', id: 'logit', units: 1, bias: true },
      ],
    },
  },
});
