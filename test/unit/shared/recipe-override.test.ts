import { describe, expect, test } from 'vitest';
import { defaultPreset, findPreset, presetDescriptions, presets } from '../../../src/shared/presets';
import { recipeSchema } from '../../../src/shared/recipe';
import { overrideRecipe } from '../../../src/shared/recipe-override';

const recipe = findPreset('dcgan-28');

test('every preset is a valid recipe with a description of its own', () => {
  for (const preset of presets) {
    expect(recipeSchema.parse(preset)).toEqual(preset);
    expect(presetDescriptions[preset.preset]).toMatch(/\w+ .+\.$/);
  }
});

test('quick-digits is the default', () => {
  expect(defaultPreset.preset).toBe('quick-digits');
});

test('an unknown preset is refused with the names that exist', () => {
  expect(() => findPreset('dcgan')).toThrow(
    'There is no preset "dcgan"; choose one of: quick-digits, mlp-tutorial, mlp-lab,',
  );
});

describe('a setting', () => {
  test('changes one place and leaves the rest and the original alone', () => {
    const changed = overrideRecipe(recipe, ['optimisers.generator.learningRate=1e-4', 'seed=7']);
    expect(changed).toEqual({
      ...recipe,
      seed: 7,
      optimisers: { ...recipe.optimisers, generator: { ...recipe.optimisers.generator, learningRate: 1e-4 } },
    });
    expect(recipe.seed).toBe(0);
  });

  test('reaches a layer by its id', () => {
    const changed = overrideRecipe(recipe, ['networks.generator.layers.up2.filters=96']);
    expect(changed.networks.generator.layers.find((layer) => layer.id === 'up2')).toMatchObject({ filters: 96 });
  });

  test('turns the moving average on with a whole object', () => {
    expect(overrideRecipe(recipe, ['ema={"decay":0.99}']).ema).toEqual({ decay: 0.99 });
  });
});

describe('a wrong setting is refused with the key, the value and what is allowed', () => {
  test.each([
    [
      'optimisers.generator.rate=1',
      /no setting "optimisers.generator.rate".*allowed here: kind, learningRate, decay, gradientNorm, weightLimit, beta1/,
    ],
    ['schedule.batchSize=1', /schedule\.batchSize = 1: .*at least 2/],
    ['schedule.batchSize=many', /schedule\.batchSize = many: .*must be a number/],
    ['latent.distribution=cauchy', /latent\.distribution = cauchy: .*"normal", "uniform"/],
    ['seed', /"seed" is not of the form path=value/],
    ['__proto__.polluted=1', /"__proto__" is unknown/],
    ['networks.generator.layers.up9.filters=3', /"up9" is unknown; allowed here: seed, up1/],
    ['seed.more=1', /"seed" has no settings inside it/],
    ['networks.generator.layers.up4.filters=3', /generator makes 28x28x3 but the data set has 28x28x1/],
    ['networks.discriminator.layers.down3.kernel=8', /Layer "logit" \(conv\) got 1x1x256 but needs sides/],
  ])('%s', (setting, sentence) => {
    expect(() => overrideRecipe(recipe, [setting])).toThrow(sentence);
  });
});
