/** The data sets that a person imports, as the processes tell each other of them. */
import type { DataSetCard } from './ipc';
import type { ImportOptions } from './preparation';
import type { Samples } from './run';
import type { Told, Worded } from './wording/worded';

/** What is known of the files that a data set was imported from, without reading them. */
export type SourceState = 'unchanged' | 'changed' | 'gone';

/** What a card of the person's own says beside what every card does. */
export interface OwnDataSet {
  /** `folder`, `zip`, `idx` and so on. */
  readonly format: string;
  readonly options: ImportOptions;
  /** Files that were passed over. */
  readonly skippedCount: number;
  readonly state: SourceState;
}

export interface OwnDataSets {
  /** Newest first. */
  readonly cards: readonly DataSetCard[];
  /** Sentences about files that could not be understood and were put aside. */
  readonly damaged: readonly Worded[];
}

/**
 * A card on its way into the window, whose border bytes cross far more slowly than a text (docs/benchmarks.md).
 * `pixels`: base64.
 */
export type SentCard = Omit<DataSetCard, 'thumbnail'> & {
  readonly thumbnail: Omit<DataSetCard['thumbnail'], 'pixels'> & { readonly pixels: string };
};

export interface SentDataSets {
  /** Newest first. */
  readonly cards: readonly SentCard[];
  readonly damaged: OwnDataSets['damaged'];
}

/** Some images of a data set as the options make them, before all of it is read. */
export interface DataSetPreview {
  readonly name: string;
  readonly format: string;
  /** Files or images to come; null where only reading tells. */
  readonly expected: number | null;
  readonly samples: Samples;
}

/** What a person wants to know of a data set before training on it: only reading all of it tells. */
export interface DataSetReport {
  readonly source: string;
  readonly name: string;
  /** `idx`, `csv` and so on. */
  readonly format: string;
  /** Training images. */
  readonly count: number;
  readonly testCount: number;
  /** [height, width] of the smallest and the largest image, before they were made square. */
  readonly sizes: { readonly smallest: readonly [number, number]; readonly largest: readonly [number, number] };
  /** Of the source; null where each picture has its own. */
  readonly channels: number | null;
  /** Training images a class; null without labels. */
  readonly classes: readonly { readonly name: string; readonly count: number }[] | null;
  /** Files passed over; a sentence for each of the first ones. */
  readonly skipped: { readonly count: number; readonly examples: readonly Told[] };
}

/** A data set that was read to its end, with images from all over it. */
export interface DataSetReading {
  readonly report: DataSetReport;
  readonly samples: Samples;
}

/** How far the images are made ready that a run is to be trained on. */
export interface PackingProgress {
  /** As in `recipe.data.source`. */
  readonly source: string;
  readonly done: number;
  /** Null where only reading tells. */
  readonly total: number | null;
}

/** How far a data set is read. */
export interface ImportProgress {
  readonly importId: number;
  /** Images read so far. */
  readonly done: number;
  /** Null where only reading tells. */
  readonly total: number | null;
}
