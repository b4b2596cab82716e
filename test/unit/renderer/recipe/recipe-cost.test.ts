import { expect, test } from 'vitest';
import { expectedSeconds, measuredPace, recipeCost } from '../../../../src/renderer/recipe/recipe-cost';
import { dcgan28 } from '../../../../src/shared/presets/dcgan-28';
import { mlpTutorial } from '../../../../src/shared/presets/mlp-tutorial';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import type { RunSummary } from '../../../../src/shared/run';
import { summaryOf } from '../stores/run-summary';

test('the dense networks of the tutorial, counted by hand', () => {
  const generator = 64 * 256 + 256 + 256 * 256 + 256 + 256 * 784 + 784;
  const discriminator = 784 * 256 + 256 + 256 * 256 + 256 + 256 + 1;
  expect(recipeCost(mlpTutorial)).toEqual({
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

function run(preset: string, stepsPerSecond: number, state: RunSummary['state'] = 'finished'): RunSummary {
  return { ...summaryOf(`${preset}-${stepsPerSecond}`, state), preset, stepsPerSecond };
}

test('the pace is the middle one of earlier runs of the same preset', () => {
  const runs = [run('dcgan-28', 8), run('dcgan-28', 2), run('dcgan-28', 9), run('mlp-tutorial', 100)];
  expect(measuredPace('dcgan-28', runs)).toEqual({ stepsPerSecond: 8, runs: 3 });
});

test('what still trains or never made a step says nothing about the pace', () => {
  expect(measuredPace('dcgan-28', [run('dcgan-28', 8, 'running'), run('dcgan-28', 0, 'failed')])).toBeNull();
});

test('time is steps over pace, the clock itself, or not known', () => {
  expect(expectedSeconds(quickDigits, 60_000, null)).toBe(60 * quickDigits.schedule.length.amount);
  expect(expectedSeconds(dcgan28, 60_000, 10)).toBe(46_875 / 10);
  expect(expectedSeconds(dcgan28, 60_000, null)).toBeNull();
});
