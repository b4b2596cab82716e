import { mkdir, writeFile } from 'node:fs/promises';
import { test } from 'vitest';
import { recordModel } from '../../src/main/gan/compiled-execution';
import { buildModel } from '../../src/main/gan/model';
import { compiledShapes } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import type { Recipe } from '../../src/shared/recipe';
import { tinyRecipe } from '../tiny-recipe';
import { drawGraph } from './draw-graph';

/** Small enough to be looked at: one dense layer a network, no average. */
const recipe: Recipe = { ...tinyRecipe, ema: null };

/** Writes docs/pictures/recorded-step.svg: the step of the smallest recipe as it was recorded. */
test('the recorded step', async () => {
  await startTensorFlow({ backend: 'tensorflow' });
  const { graph, plans } = recordModel(buildModel(recipe), compiledShapes(recipe, ['both']));
  await mkdir('docs/pictures', { recursive: true });
  await writeFile('docs/pictures/recorded-step.svg', drawGraph(graph.nodes, plans.both));
});
