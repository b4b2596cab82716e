import { expect, test } from 'vitest';
import { diskForecast, expectedSeconds, expectedSteps, recipeCost } from '../../../../src/renderer/recipe/recipe-cost';
import { dcgan28 } from '../../../../src/shared/presets/dcgan-28';
import { mlpTutorial } from '../../../../src/shared/presets/mlp-tutorial';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';

test('the dense networks of the tutorial, counted by hand', () => {
  const generator = 64 * 256 + 256 + 256 * 256 + 256 + 256 * 784 + 784;
  const discriminator = 784 * 256 + 256 + 256 * 256 + 256 + 256 + 1;
  expect(recipeCost(mlpTutorial)).toMatchObject({
    generatorParameters: generator,
    discriminatorParameters: discriminator,
    stateBytes: 3 * 4 * (generator + discriminator),
  });
});

test('running statistics and an averaged generator are kept as well', () => {
  const { generatorParameters, discriminatorParameters, stateBytes } = recipeCost(dcgan28);
  const statistics = 2 * (256 + 128 + 64 + 64 + 128 + 256);
  expect(stateBytes).toBe(4 * (3 * (generatorParameters + discriminatorParameters) + statistics));
  const averaged = recipeCost({ ...dcgan28, ema: { decay: 0.99 } });
  expect(averaged.stateBytes - stateBytes).toBe(4 * generatorParameters);
});

test('time is steps over pace, the clock itself, or not known', () => {
  expect(expectedSeconds(quickDigits, 60_000, null)).toBe(60 * quickDigits.schedule.length.amount);
  expect(expectedSeconds(dcgan28, 60_000, 10)).toBe(46_875 / 10);
  expect(expectedSeconds(dcgan28, 60_000, null)).toBeNull();
});

test('steps are counted by the length, or by the clock and the pace', () => {
  expect(expectedSteps(dcgan28, 60_000, null)).toBe(46_875);
  expect(expectedSteps(quickDigits, 60_000, 20)).toBe(1200 * quickDigits.schedule.length.amount);
  expect(expectedSteps(quickDigits, 60_000, null)).toBeNull();
});

/** Peak resident memory of \`train\` on two cores, as docs/cost.md tells. Bytes. */
const measuredMemory = [
  [mlpTutorial, 545e6],
  [quickDigits, 564e6],
  [dcgan28, 702e6],
] as const;

test.each(measuredMemory)('the estimate of memory is within a tenth of what was measured', (recipe, measured) => {
  const images = 60_000 * 28 * 28;
  expect(Math.abs((recipeCost(recipe).memoryBytes + images) / measured - 1)).toBeLessThan(0.1);
});

test('a plain descent keeps no more than the networks themselves', () => {
  const sgd = { kind: 'sgd', learningRate: 0.1, decay: null, gradientNorm: null, weightLimit: null } as const;
  const optimiser = { ...sgd, momentum: 0 };
  const { generatorParameters, discriminatorParameters, stateBytes } = recipeCost({
    ...mlpTutorial,
    optimisers: { generator: optimiser, discriminator: { ...sgd, momentum: 0.9 } },
  });
  expect(stateBytes).toBe(4 * (generatorParameters + 2 * discriminatorParameters));
});

test('the disk is filled by checkpoints, sheets, curves, and event files where they are asked for', () => {
  const { stateBytes } = recipeCost(dcgan28);
  const short = diskForecast(dcgan28, 0, false);
  expect(short).toBeGreaterThan((dcgan28.checkpoints.keep + 1) * stateBytes);
  const long = diskForecast(dcgan28, 100_000, false);
  expect(long - short).toBeGreaterThan(100_000 * 200);
  expect(diskForecast(dcgan28, 100_000, true)).toBeGreaterThan(long);
  const moreSheets = { ...dcgan28, samples: { everySteps: 10 } };
  expect(diskForecast(moreSheets, 100_000, false)).toBeGreaterThan(long);
});
