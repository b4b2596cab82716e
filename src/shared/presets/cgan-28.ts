import { completeRecipe, type Recipe } from '../recipe';
import { dcgan28 } from './dcgan-28';

const { generator, discriminator } = dcgan28.networks;

/** z ⊕ a learnt vector of the class, in the place of z alone. */
export const conditionalGenerator: Recipe['networks']['generator'] = {
  layers: [
    { kind: 'embedding', id: 'classVector', inputs: ['label'], size: 100 },
    { kind: 'concat', id: 'joined', inputs: ['input', 'classVector'] },
    { kind: 'reshape', id: 'seed', shape: [1, 1, 200] },
    ...generator.layers.slice(1),
  ],
};

/** Conditional GAN, Mirza and Osindero 2014 (https://arxiv.org/abs/1411.1784), on DCGAN 28's networks: both are told the class. */
export const cgan28: Recipe = completeRecipe({
  ...dcgan28,
  preset: 'cgan-28',
  classes: 10,
  networks: {
    generator: conditionalGenerator,
    discriminator: {
      layers: [
        { kind: 'embedding', id: 'classPixels', inputs: ['label'], size: 784 },
        { kind: 'reshape', id: 'classImage', shape: [28, 28, 1] },
        { kind: 'concat', id: 'joined', inputs: ['input', 'classImage'] },
        ...discriminator.layers,
      ],
    },
  },
});
