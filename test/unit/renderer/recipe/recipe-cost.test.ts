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
  const short = diskForecast(dcgan28, { steps: 0, seconds: null }, false);
  expect(short).toBeGreaterThan((dcgan28.checkpoints.keep + 1) * stateBytes);
  const length = { steps: 100_000, seconds: null };
  const long = diskForecast(dcgan28, length, false);
  expect(long - short).toBeGreaterThan(100_000 * 200);
  expect(diskForecast(dcgan28, length, true)).toBeGreaterThan(long);
  const moreSheets = { ...dcgan28, samples: { everySteps: 10 } };
  expect(diskForecast(moreSheets, length, false)).toBeGreaterThan(long);
});

test.each([
  ['its last checkpoint alone', { steps: 500, seconds: 60 }, null, 1],
  ['one a minute and the last', { steps: 500, seconds: 130 }, null, 3],
  ['those that its steps bring besides', { steps: 501, seconds: 60 }, 250, 3],
  ['no more than are kept and the one being written', { steps: 500, seconds: 3600 }, null, 4],
  ['as many as are ever kept, where its time is not known', { steps: 500, seconds: null }, null, 4],
] as const)('a run keeps %s', (_, length, everySteps, count) => {
  const recipe = { ...dcgan28, checkpoints: { everySeconds: 60, everySteps: null, keep: 3 } };
  const one = diskForecast(recipe, { steps: length.steps, seconds: 0 }, false);
  const told = diskForecast({ ...recipe, checkpoints: { ...recipe.checkpoints, everySteps } }, length, false);
  expect(told - one).toBeCloseTo((count - 1) * recipeCost(recipe).stateBytes, 3);
});

/** Whole folders of finished runs, as docs/cost.md tells. Bytes. */
const measuredDisk = [
  [quickDigits, { steps: 880, seconds: 60 }, 7.36e6],
  [mlpTutorial, { steps: 3000, seconds: 60.4 }, 14.55e6],
  [dcgan28, { steps: 150, seconds: 55 }, 20.87e6],
] as const;

test.each(measuredDisk)(
  'the forecast of the disk is within a tenth of what was measured',
  (recipe, length, measured) => {
    expect(Math.abs(diskForecast(recipe, length, false) / measured - 1)).toBeLessThan(0.1);
  },
);
