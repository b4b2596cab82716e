/**
 * Trains a recipe as the trainer does, in a process of its own, and tells how fast: the twin of
 * pytorch/train_recipe.py, with the same lines in and out. Argument: the recipe's file.
 */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createBatches } from '../../src/main/data/batches';
import { fitImages } from '../../src/main/data/fit';
import { openDataSet } from '../../src/main/data/open-data-set';
import { dataCacheFolder } from '../../src/main/runs/locations';
import { createGanSession } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { drawLatents } from '../../src/shared/latents';
import { randomStreams, type RandomStream } from '../../src/shared/random';
import { checkRecipe } from '../../src/shared/recipe-override';
import { inWords } from '../../src/shared/wording/worded';

const recipe = checkRecipe(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')));
await startTensorFlow({ backend: 'tensorflow' });
const { training } = await openDataSet(recipe.data.source, { shape: recipe.data, cacheFolder: dataCacheFolder() });
const batches = createBatches(training, recipe.schedule.batchSize, recipe.seed);
const fit = fitImages(recipe, training);
const session = createGanSession(recipe);
if (session.execution !== recipe.execution)
  throw new Error(session.notice ? inWords(session.notice, 'en') : 'The session runs otherwise.');

let step = 0;
const say = (values: object): boolean => process.stdout.write(`${JSON.stringify(values)}\n`);
trainStep();
say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const steps = Number(line);
  const start = performance.now();
  for (let count = 0; count < steps; count++) trainStep();
  say({ stepsPerSecond: (1000 * steps) / (performance.now() - start) });
}
session.dispose();

function trainStep(): void {
  step++;
  const { batchSize } = recipe.schedule;
  const latents = (stream: RandomStream): Float32Array =>
    drawLatents(recipe.latent, { seed: recipe.seed, stream, step }, batchSize);
  session.step('both', {
    step,
    real: fit(batches.batch(step).pixels),
    discriminatorLatents: latents(randomStreams.discriminatorLatents),
    generatorLatents: recipe.objective.sharedFake ? null : latents(randomStreams.generatorLatents),
  });
}
