import { beforeAll, expect, it } from 'vitest';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { findPreset } from '../../src/shared/presets';
import type { EpochMetrics } from '../../src/shared/run';
import { temporaryFolder } from '../temporary-folder';
import { trainQuietly } from './train-quietly';

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

it('mlp-tutorial ends its 200 epochs where the tutorial does', async () => {
  const recipe = findPreset('mlp-tutorial');
  const epochs: EpochMetrics[] = [];
  const { step } = await trainQuietly(recipe, await temporaryFolder(), (means) => epochs.push(means));
  expect(step).toBe((200 * 60_000) / recipe.schedule.batchSize);
  const last = epochs.at(-1);
  expect(last).toMatchObject({ epoch: 200, complete: true });
  console.log(`Means of epoch 200: ${JSON.stringify(last)}`);
  const [real, fake] = [last?.realProbability, last?.fakeProbability];
  expect(real).toBeGreaterThan(0.6);
  expect(real).toBeLessThan(0.85);
  expect(fake).toBeGreaterThan(0.2);
  expect(fake).toBeLessThan(0.45);
});
