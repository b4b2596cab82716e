import { createGanSession } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { createRun } from '../../src/main/runs/create-run';
import type { Recipe } from '../../src/shared/recipe';
import { newRun } from '../new-run';
import type { Figure } from './figure';

/** What saving takes of the training's time: one checkpoint, from the last step to the next, in each of its intervals. */
export async function measureSavingCost(recipe: Recipe, folder: string, repeats: number): Promise<Figure> {
  await startTensorFlow({ backend: 'tensorflow' });
  // nothing is trained, so nothing has to be compiled
  const session = createGanSession({ ...recipe, execution: 'eager' });
  const writer = await createRun(newRun(folder, { recipe }));
  const values: number[] = [];
  let bytes = 0;
  for (let repeat = 1; repeat <= repeats; repeat++) {
    const start = performance.now();
    const tensors = session.read();
    await writer.writeCheckpoint(repeat, tensors);
    const seconds = (performance.now() - start) / 1000;
    values.push((100 * seconds) / recipe.checkpoints.everySeconds);
    bytes = tensors.reduce((sum, { data }) => sum + data.byteLength, 0);
  }
  await writer.finish('finished', null);
  session.dispose();
  return {
    name: `${recipe.preset}, share of the time that saving takes`,
    unit: '%',
    values,
    goal: 'at most 1 %',
    note: `${(bytes / 1e6).toFixed(1)} MB every ${recipe.checkpoints.everySeconds} s`,
  };
}
