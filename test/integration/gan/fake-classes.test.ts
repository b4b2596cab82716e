import { beforeAll, expect, it } from 'vitest';
import { createGanSession } from '../../../src/main/gan/session';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { drawForBoth } from '../../../src/main/trainer/step-inputs';
import { labelsInTurn } from '../../../src/shared/labels';
import { acgan28 } from '../../../src/shared/presets/acgan-28';
import type { Recipe } from '../../../src/shared/recipe';
import { pixels } from './pytorch-fixture';

const batchSize = 10;

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

it('the classes of made images weigh on the discriminator only where the recipe says so, and always on the generator', () => {
  const [both, realOnly] = [true, false].map((fakeClasses) => firstStep({ fakeClasses }));
  const [unweighted, unweightedToo] = [true, false].map((fakeClasses) => firstStep({ fakeClasses, classWeight: 1e-9 }));
  expect(unweighted?.discriminatorLoss).toBeCloseTo(unweightedToo?.discriminatorLoss ?? NaN, 5);
  // ten classes that nobody knows yet: about log 10 for each of the batches
  const ofFake = (both?.discriminatorLoss ?? NaN) - (realOnly?.discriminatorLoss ?? NaN);
  const ofReal = (realOnly?.discriminatorLoss ?? NaN) - (unweighted?.discriminatorLoss ?? NaN);
  for (const part of [ofFake, ofReal]) {
    expect(part).toBeGreaterThan(1.5);
    expect(part).toBeLessThan(4.5);
  }
  expect(realOnly?.generatorLoss).toBeGreaterThan((unweightedToo?.generatorLoss ?? NaN) + 0.5);
});

function firstStep(objective: Partial<Recipe['objective']>) {
  const recipe: Recipe = {
    ...acgan28,
    objective: { ...acgan28.objective, ...objective },
    schedule: { ...acgan28.schedule, batchSize },
    execution: 'eager',
  };
  const session = createGanSession(recipe);
  try {
    const images = { real: pixels(1, batchSize * 784), realLabels: labelsInTurn(10, batchSize) };
    return session.step('both', { ...drawForBoth(recipe, 1), ...images });
  } finally {
    session.dispose();
  }
}
