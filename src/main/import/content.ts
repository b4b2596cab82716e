import type { Recipe } from '../../shared/recipe';
import type { Told } from '../../shared/wording/worded';
import type { Readers } from '../data/recognise';
import type { ForeignTensors } from '../formats/foreign-tensors';
import type { Checkpoint } from '../runs/checkpoint';
import type { SheetOrigin } from '../runs/sheet-origin';
import type { FullCandidate } from './candidates';
import type { ForeignNetworks } from './foreign-networks';

/** What a file was found to be, with everything that importing it needs. */
export type Content =
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'runFolder' }
  | { readonly kind: 'runArchive' }
  | {
      readonly kind: 'weights';
      readonly foreign: ForeignTensors;
      readonly networks: ForeignNetworks;
      readonly candidates: readonly FullCandidate[];
      /** Why there is no candidate; null where there is one. */
      readonly problem: Told | null;
      /** What a person should know of the reading, a sentence each. */
      readonly notes: readonly Told[];
    }
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'sheet'; readonly origin: SheetOrigin }
  | { readonly kind: 'dataSet'; readonly readers: Readers };
