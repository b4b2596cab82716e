import { Option } from 'commander';
import {
  filters,
  framings,
  saidPreparation,
  usualPreparation,
  type Filter,
  type Framing,
  type Preparation,
} from '../../shared/preparation';

/** What `preparationOptions` give. */
export interface PreparationGiven {
  readonly framing?: Framing;
  readonly filter?: Filter;
  readonly labels: boolean;
}

/** How the images of a data set of one's own are made. */
export function preparationOptions(): readonly Option[] {
  return [
    new Option('--framing <how>', 'images at a path: their centre square, or all with black or white beside').choices(
      framings,
    ),
    new Option('--filter <name>', 'images at a path: how they are resized').choices(filters),
    new Option('--no-labels', 'images at a path: leave out what classes they have'),
  ];
}

/** @param otherwise what counts where an option is not given */
export function givenPreparation(
  { framing, filter, labels }: PreparationGiven,
  otherwise: Preparation = usualPreparation,
): { readonly preparation?: Preparation } {
  return saidPreparation({
    framing: framing ?? otherwise.framing,
    filter: filter ?? otherwise.filter,
    labels: labels && otherwise.labels,
  });
}
