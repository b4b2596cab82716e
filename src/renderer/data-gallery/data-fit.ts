/** What becomes of a data set's images in the next run. What does not go together with settings is said at those. */
import type { DataSetCard } from '../../shared/ipc';
import type { Recipe } from '../../shared/recipe';

/** The shape that the networks want. */
type Wanted = Pick<Recipe['data'], 'side' | 'channels'>;

/** `blocks`: the run cannot begin. */
export type DataFit =
  | { readonly kind: 'fits'; readonly blocks: false }
  /** Made square and resized again, from the source or batch by batch. */
  | { readonly kind: 'resized'; readonly blocks: false }
  | { readonly kind: 'changed'; readonly blocks: false }
  | { readonly kind: 'gone' | 'unknown'; readonly blocks: true };

/** @param card undefined where the recipe's source is not in the gallery */
export function dataFit(card: DataSetCard | undefined, { side, channels }: Wanted): DataFit {
  if (!card) return { kind: 'unknown', blocks: true };
  if (card.own?.state === 'gone') return { kind: 'gone', blocks: true };
  if (card.own?.state === 'changed') return { kind: 'changed', blocks: false };
  const [height, , depth] = card.imageShape;
  return { kind: height === side && depth === channels ? 'fits' : 'resized', blocks: false };
}
