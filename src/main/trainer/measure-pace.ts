import { randomWords } from '../../shared/random';
import type { MeasuredStep } from '../../shared/pace-model';
import { imageShape, type Recipe } from '../../shared/recipe';
import { stepWork } from '../../shared/step-work';
import { elementCount } from '../../shared/tensor';
import { createGanSession } from '../gan/session';
import { drawForBoth } from './step-inputs';

/** Steps that warm caches and threads up, and are not counted. */
const warmUp = 3;
const mostSteps = 40;
/** What the counted steps may take, as far as two of them fit. Seconds. */
const timeLimit = 0.8;

/**
 * Makes a few real steps of a recipe on images of noise.
 *
 * @throws Error where TensorFlow was not started
 */
export function measurePace(name: string, recipe: Recipe): MeasuredStep {
  const session = createGanSession(recipe);
  try {
    const words = randomWords(
      { seed: 1, stream: 1, step: 0 },
      Math.ceil((elementCount(imageShape(recipe)) * recipe.schedule.batchSize) / 4),
    );
    const real = new Uint8Array(words.buffer, 0, elementCount(imageShape(recipe)) * recipe.schedule.batchSize);
    const times: number[] = [];
    const begun = performance.now();
    for (let step = 1; step <= warmUp + mostSteps; step++) {
      const start = performance.now();
      session.step('both', { ...drawForBoth(recipe, step), epoch: 0, real, realLabels: null });
      const end = performance.now();
      if (step > warmUp) times.push((end - start) / 1000);
      if (times.length >= 2 && (end - begun) / 1000 > timeLimit) break;
    }
    times.sort((a, b) => a - b);
    return { name, work: stepWork(recipe), seconds: times[Math.floor(times.length / 2)] ?? 0 };
  } finally {
    session.dispose();
  }
}
