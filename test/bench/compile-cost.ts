import { createCompiledExecution, recordModel } from '../../src/main/gan/compiled-execution';
import { createEagerExecution } from '../../src/main/gan/eager-execution';
import { buildModel } from '../../src/main/gan/model';
import { compiledShapes } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import type { Recipe } from '../../src/shared/recipe';
import { feedsOf } from '../integration/gan/compile/step-feeds';
import { median, type Figure } from './figure';

/**
 * What compiling takes besides the recording, in eager steps: writing and loading the graph, and what TensorFlow does
 * once in the first call.
 */
export async function measureCompileCost(recipe: Recipe, repeats: number): Promise<Figure> {
  await startTensorFlow({ backend: 'tensorflow' });
  const shapes = compiledShapes(recipe, ['both']);
  const feeds = feedsOf(recipe, 1);
  const eager = createEagerExecution(buildModel(recipe));
  const eagerStep = median(times(6, () => eager.step('both', feeds)).slice(1));
  eager.dispose();
  const values: number[] = [];
  // the first time warms TensorFlow up
  for (let repeat = 0; repeat <= repeats; repeat++) {
    const model = buildModel(recipe);
    const [recording = 0] = times(1, () => recordModel(model, shapes));
    const start = performance.now();
    const compiled = createCompiledExecution(model, shapes);
    const whole = performance.now() - start;
    const [first = 0, ...later] = times(6, () => compiled.step('both', feeds));
    compiled.dispose();
    if (repeat > 0) values.push((whole - recording + first - median(later)) / eagerStep);
  }
  return {
    name: `${recipe.preset}, compiling besides recording`,
    unit: 'eager steps',
    values,
    goal: 'at most 2',
  };
}

/** Milliseconds of each of several calls. */
function times(count: number, work: () => unknown): number[] {
  return Array.from({ length: count }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}
