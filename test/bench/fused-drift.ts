import { createBatches } from '../../src/main/data/batches';
import { openDataSet } from '../../src/main/data/open-data-set';
import { createCompiledExecution } from '../../src/main/gan/compiled-execution';
import { createEagerExecution } from '../../src/main/gan/eager-execution';
import type { Execution } from '../../src/main/gan/execution';
import { buildModel } from '../../src/main/gan/model';
import { compiledShapes } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import type { Recipe } from '../../src/shared/recipe';
import { feedsOf } from '../integration/gan/compile/step-feeds';
import type { Figure } from './figure';

const measuredAt = [1, 10, 50, 200];

/**
 * How far the weights of a run move away from those of the eager step on real images: of the compiled step as it trains,
 * and, for comparison, of another eager step that began with one weight changed in its last place. Root of the mean square
 * difference over that of the weights' own way since the start.
 */
export async function measureDrift(recipe: Recipe): Promise<readonly Figure[]> {
  await startTensorFlow({ backend: 'tensorflow' });
  const { training } = await openDataSet('mnist');
  const batches = createBatches(training, recipe.schedule.batchSize, 1);
  const eager = createEagerExecution(buildModel(recipe));
  const nudged = createEagerExecution(buildModel(recipe));
  nudge(nudged);
  const compiled = createCompiledExecution(buildModel(recipe), compiledShapes(recipe, ['both']));
  const start = weightsOf(eager);
  const figures: Figure[] = [];
  for (let step = 1; step <= Math.max(...measuredAt); step++) {
    const { pixels } = batches.batch(step);
    for (const [execution, form] of [
      [eager, 'exact'] as const,
      [nudged, 'exact'] as const,
      [compiled, 'fast'] as const,
    ]) {
      const feeds = feedsOf(recipe, step, form);
      const shape = feeds.real?.shape ?? [];
      execution.step('both', { ...feeds, real: { values: pixels, shape } });
    }
    if (!measuredAt.includes(step)) continue;
    const reached = weightsOf(eager);
    const way = distance(reached, start);
    for (const [name, other] of [['compiled', compiled] as const, ['eager, one weight nudged', nudged] as const]) {
      const share = distance(reached, weightsOf(other)) / way;
      figures.push({ name: `${recipe.preset}, drift of ${name}, step ${step}`, unit: '', values: [share] });
    }
  }
  for (const execution of [eager, nudged, compiled]) execution.dispose();
  return figures;
}

/** The first weight becomes its neighbour in float32. */
function nudge(execution: Execution): void {
  const [first, ...others] = execution.read();
  if (!first) throw new Error('There are no weights.');
  const data = first.data.slice();
  const words = new Uint32Array(data.buffer);
  words[0] = (words[0] ?? 0) ^ 1;
  execution.write([{ ...first, data }, ...others]);
}

/** Of both networks, without the optimisers and the average. */
function weightsOf(execution: Execution): readonly number[] {
  return execution
    .read()
    .filter(({ name }) => /^(generator|discriminator)\//.test(name) && !name.includes('running'))
    .flatMap(({ data }) => [...data]);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? Number.NaN)) ** 2, 0));
}
