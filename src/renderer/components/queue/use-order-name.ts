import type { RunOrder } from '../../../shared/run-order';
import { useWords } from '../../i18n/use-words';

/** What an ordered training is called: as the person named it, else by preset and seed. */
export function useOrderName(): (order: RunOrder) => string {
  const words = useWords();
  return (order) =>
    order.kind === 'resume'
      ? order.name
      : words.runName({ preset: order.recipe.preset, seed: order.recipe.seed, notes: { name: order.name } });
}
