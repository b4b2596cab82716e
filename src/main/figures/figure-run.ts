import { StudioError } from '../../shared/studio-error';
import type { FigureOf, FigureProgress } from '../../shared/figure';
import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { worded } from '../../shared/wording/worded';
import { checkRunFolder } from '../runs/read-failure';
import { readRecipe } from '../runs/run-record';

/** What a figure is made of. */
export interface FigureRun {
  readonly folder: string;
  readonly recipe: Recipe;
  /** What the window shows of a run that trains: newer than any stored sheet. Null elsewhere. */
  readonly shown: Samples | null;
}

/** How its making goes. */
export interface FigureWork {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FigureProgress) => void;
}

export type StillFigure = FigureOf<'sheet' | 'stages' | 'interpolation' | 'realImages'>;
export type MovingFigure = FigureOf<'training' | 'walk' | 'tour'>;

/** @throws StudioError `no-such-run` or `run-unreadable` */
export async function openFigureRun(folder: string, shown: Samples | null = null): Promise<FigureRun> {
  await checkRunFolder(folder);
  return { folder, recipe: await readRecipe(folder), shown };
}

/** Lets messages in, a cancellation among them. @throws StudioError `cancelled` */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise(setImmediate);
  if (signal.aborted) throw new StudioError('cancelled', worded('figure.cancelled'));
}
