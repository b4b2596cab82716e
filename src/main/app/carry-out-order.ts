import { join } from 'node:path';
import type { Recipe } from '../../shared/recipe';
import type { Result } from '../../shared/result';
import type { RunId } from '../../shared/run';
import type { RunNotesChange } from '../../shared/run-notes';
import type { RunOrder } from '../../shared/run-order';
import type { TrainerHost } from './trainer-host';

export interface OrderSurroundings {
  readonly runsFolder: string;
  readonly trainer: Pick<TrainerHost, 'start' | 'resume' | 'branch'>;
  readonly tensorboard: () => boolean;
  readonly readRecipe: (folder: string) => Promise<Recipe>;
  readonly changeNotes: (folder: string, change: RunNotesChange) => Promise<unknown>;
}

/** Starts what was ordered; what the person wrote about it is in the run's folder when it is answered. */
export async function carryOut(around: OrderSurroundings, order: RunOrder): Promise<Result<RunId>> {
  const { runsFolder, trainer, tensorboard, readRecipe, changeNotes } = around;
  if (order.kind === 'resume') {
    return trainer.resume(order.runId, await readRecipe(join(runsFolder, order.runId)), null);
  }
  const { recipe, parent, name, notes } = order;
  const started = parent
    ? await trainer.branch(parent.runId, parent.step, recipe, tensorboard())
    : await trainer.start(recipe, tensorboard());
  if (started.ok && (name !== '' || notes !== '')) await changeNotes(join(runsFolder, started.value), { name, notes });
  return started;
}
