import { describe, expect, test } from 'vitest';
import { drawDifferently, findCandidates, type FullCandidate } from '../../../../src/main/import/candidates';
import { foreignNetworks } from '../../../../src/main/import/foreign-networks';
import { wgan28 } from '../../../../src/shared/presets/wgan-28';
import { formatShape, type Shape } from '../../../../src/shared/tensor';
import { denseShapes, foreignWeights, sequenceShapes } from './foreign-weights';
import { inWords } from '../../../../src/shared/wording/worded';

function candidatesOf(shapes: Readonly<Record<string, Shape>>): readonly FullCandidate[] {
  return findCandidates(foreignNetworks(foreignWeights(shapes)));
}

function idsOf(shapes: Readonly<Record<string, Shape>>): readonly string[] {
  return candidatesOf(shapes).map(({ shown }) => shown.id);
}

/** A discriminator of DCGAN 28, with batch norm or without. */
function judgeShapes(prefix: string, norm: boolean): Record<string, Shape> {
  const shapes: Record<string, Shape> = {};
  for (const [index, [from, to, kernel]] of [
    [1, 64, 4],
    [64, 128, 4],
    [128, 256, 4],
    [256, 1, 3],
  ].entries()) {
    shapes[`${prefix}conv${index}.weight`] = [to as number, from as number, kernel as number, kernel as number];
    if (!norm || index === 3) continue;
    for (const part of ['weight', 'bias', 'running_mean', 'running_var']) {
      shapes[`${prefix}norm${index}.${part}`] = [to as number];
    }
  }
  return shapes;
}

describe('presets are found by the shapes of their layers', () => {
  test('the lab’s dcgan_generator.pth is DCGAN 28, whose generator others share', () => {
    const found = candidatesOf(sequenceShapes([100, 256, 128, 64, 1]));
    expect(found.map(({ shown }) => shown.id)).toEqual(['dcgan-28', 'wgan-28', 'wgan-gp-28']);
    expect(drawDifferently(found)).toBe(false);
    expect(found[0]?.shown).toMatchObject({ exact: true, guessed: [], missing: ['discriminator', 'optimisers'] });
  });

  test.each([
    ['mlp-tutorial', denseShapes([64, 256, 256, 784])],
    ['mlp-lab', denseShapes([100, 256, 256, 784])],
    ['mlp-adaptive', denseShapes([100, 256, 512, 784])],
    ['quick-digits', sequenceShapes([64, 128, 64, 32, 1])],
    ['dcgan-64', sequenceShapes([100, 1024, 512, 256, 128, 1], 'main.', true)],
    ['dcgan-64', sequenceShapes([100, 64, 32, 16, 8, 3], 'main.', true)],
  ])('%s', (preset, shapes) => {
    const [first, ...others] = candidatesOf(shapes);
    expect(first?.shown).toMatchObject({ id: preset, preset, exact: true });
    expect(others).toEqual([]);
  });

  test('a conditional generator with its embedding', () => {
    const shapes = { 'label_emb.weight': [10, 100], ...sequenceShapes([200, 256, 128, 64, 1]) };
    expect(idsOf(shapes)).toEqual(['cgan-28', 'acgan-28']);
  });

  test('an embedding whose name does not say so', () => {
    const shapes = { 'table.weight': [10, 100], ...sequenceShapes([200, 256, 128, 64, 1]) };
    const [first] = candidatesOf(shapes);
    expect(first?.shown.id).toBe('cgan-28');
    expect(first?.weights.generator.get('classVector/weight')?.slice(0, 3)).toEqual(Float32Array.of(0, 0.001, 0.002));
  });

  test('the discriminator says which of several presets is meant', () => {
    const generator = sequenceShapes([100, 256, 128, 64, 1], 'netG.main.');
    expect(idsOf({ ...generator, ...judgeShapes('netD.', true) })[0]).toBe('dcgan-28');
    const [first] = candidatesOf({ ...generator, ...judgeShapes('netD.', false) });
    expect(first?.shown).toMatchObject({ id: 'wgan-gp-28', missing: ['optimisers'], unused: [] });
  });

  test('a moving average is taken where the preset keeps one', () => {
    const digits = [64, 128, 64, 32, 1];
    const shapes = { ...sequenceShapes(digits, 'G.'), ...sequenceShapes(digits, 'G_ema.') };
    const [first] = candidatesOf(shapes);
    expect(first?.shown.missing).toEqual(['discriminator', 'optimisers']);
    expect(first?.weights.average?.get('up1/weight')).not.toEqual(first?.weights.generator.get('up1/weight'));
  });
});

describe('networks that are no preset are rebuilt from their shapes', () => {
  test('four layers of kernel 4 may make 28 or 32 pixels, and the person is asked', () => {
    const found = candidatesOf(sequenceShapes([100, 512, 256, 128, 1]));
    expect(found.map(({ shown }) => [shown.id, formatShape(shown.imageShape), shown.exact])).toEqual([
      ['dcgan-28@28', '28x28x1', false],
      ['dcgan-28@32', '32x32x1', false],
    ]);
    expect(drawDifferently(found)).toBe(true);
  });

  test('five layers make 64 pixels', () => {
    const [first, ...others] = candidatesOf(sequenceShapes([100, 512, 256, 128, 64, 3]));
    expect(first?.shown).toMatchObject({ id: 'dcgan-64@64', imageShape: [64, 64, 3], latentSize: 100 });
    expect(first?.shown.guessed.map((guess) => inWords(guess, 'en')).join(' ')).toContain(
      'ReLU between the layers and tanh at the end',
    );
    expect(others).toEqual([]);
  });

  test('dense layers of any widths make the square that their last one fills, grey or in colour', () => {
    expect(candidatesOf(denseShapes([7, 33, 1024]))[0]?.shown).toMatchObject({
      latentSize: 7,
      imageShape: [32, 32, 1],
    });
    expect(candidatesOf(denseShapes([7, 33, 3072]))[0]?.shown).toMatchObject({ imageShape: [32, 32, 3] });
  });

  test('a discriminator of plain layers comes along', () => {
    const shapes = { ...denseShapes([7, 33, 1024], 'generator.'), ...denseShapes([1024, 20, 1], 'discriminator.') };
    const [first] = candidatesOf(shapes);
    expect(first?.shown.missing).toEqual(['optimisers']);
    expect(first?.weights.discriminator?.get('dense2/weight')).toHaveLength(20);
  });
});

describe('what is no generator gives no candidate', () => {
  test.each([
    ['a discriminator', denseShapes([784, 256, 256, 1])],
    ['layers that do not follow each other', { ...denseShapes([64, 256]), '2.weight': [784, 255] }],
    ['a picture that is not square', denseShapes([64, 256, 785])],
    ['a layer of an unknown kind', { ...denseShapes([64, 256, 784]), 'lstm.weight_ih_l0': [4, 4] }],
    ['two channels', sequenceShapes([100, 256, 128, 64, 2])],
    ['nothing', {}],
  ])('%s', (_name, shapes) => {
    expect(candidatesOf(shapes)).toEqual([]);
  });
});

test('what belongs to no network is told as left out', () => {
  const shapes = {
    ...denseShapes([64, 256, 256, 784], 'generator.'),
    'optimizer.state.0.exp_avg': [256, 64],
    step: [],
    'losses.0': [3],
  };
  expect(candidatesOf(shapes)[0]?.shown.unused).toEqual(['optimizer.state.0.exp_avg', 'step', 'losses.0']);
});

test('a recipe that the file itself tells goes before every preset', () => {
  const told = { ...wgan28, seed: 77 };
  const networks = foreignNetworks(foreignWeights(sequenceShapes([100, 256, 128, 64, 1])));
  const found = findCandidates(networks, told);
  expect(found.map(({ recipe }) => recipe)).toEqual([told]);
  const other = foreignNetworks(foreignWeights(denseShapes([64, 256, 256, 784])));
  expect(findCandidates(other, told)[0]?.shown.id).toBe('mlp-tutorial');
});
