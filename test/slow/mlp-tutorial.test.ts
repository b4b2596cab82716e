import { beforeAll, expect, it } from 'vitest';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { findPreset } from '../../src/shared/presets';
import type { StepMetrics } from '../../src/shared/run';
import { temporaryFolder } from '../temporary-folder';
import { trainQuietly } from './train-quietly';

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

it('mlp-tutorial ends its 200 epochs where the tutorial does', async () => {
  const recipe = findPreset('mlp-tutorial');
  const stepsOfEpoch = 60_000 / recipe.schedule.batchSize;
  let last: StepMetrics[] = [];
  const { step } = await trainQuietly(recipe, await temporaryFolder(), (lines) => {
    last = [...last, ...lines].slice(-stepsOfEpoch);
  });
  expect(step).toBe(200 * stepsOfEpoch);
  const mean = (number: (line: StepMetrics) => number | undefined): number =>
    last.reduce((sum, line) => sum + (number(line) ?? Number.NaN), 0) / last.length;
  const [real, fake] = [mean((line) => line.realProbability), mean((line) => line.fakeProbability)];
  const [ofD, ofG] = [mean((line) => line.discriminatorLoss), mean((line) => line.generatorLoss)];
  console.log(
    `Means of epoch 200: D(x) ${real.toFixed(3)}, D(G(z)) ${fake.toFixed(3)}, D's loss ${ofD.toFixed(3)}, G's loss ${ofG.toFixed(3)}`,
  );
  expect(real).toBeGreaterThan(0.6);
  expect(real).toBeLessThan(0.85);
  expect(fake).toBeGreaterThan(0.2);
  expect(fake).toBeLessThan(0.45);
});
