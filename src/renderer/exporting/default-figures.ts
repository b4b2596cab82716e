import type { Figure, FigureKind, FigureOf, FigureSource } from '../../shared/figure';
import type { Recipe } from '../../shared/recipe';

/** What is known of the run whose figures are chosen. */
export interface FiguresOfRun {
  readonly recipe: Recipe;
  /** Rows and columns of the sheet that is shown. */
  readonly columns: 8 | 10;
  /** Step of the stored sheet that is looked at; null: the newest. */
  readonly step: number | null;
  /** Of the checkpoint whose raw weights drew what is looked at; null: it is the stored sheet. */
  readonly rawStep: number | null;
  /** Of all stored sheets, ascending. */
  readonly steps: readonly number[];
  /** How far it is. */
  readonly epoch: number;
  readonly language: FigureOf<'report'>['language'];
  /** The way through the latents that are picked in Explore; null where there is none. */
  readonly tour: FigureOf<'tour'> | null;
}

/** One of each kind. */
export type Figures = { readonly [K in Exclude<FigureKind, 'tour'>]: FigureOf<K> } & {
  /** Null where no latents are picked. */
  readonly tour: FigureOf<'tour'> | null;
};

/** In the order in which they are offered. */
export const figureKinds: readonly FigureKind[] = [
  'sheet',
  'stages',
  'interpolation',
  'training',
  'walk',
  'tour',
  'curves',
  'report',
  'realImages',
];

const black = '#000000';
const white = '#ffffff';
/** Epochs that papers show side by side. */
const usualStages = [5, 25, 50];

/** What is offered before a person changes anything: what is seen is what is written. */
export function defaultFigures(run: FiguresOfRun): Figures {
  const { recipe, columns, steps, epoch, language, tour } = run;
  const weights = recipe.ema === null ? 'raw' : 'ema';
  const sheet = { rows: columns, columns, gap: 0, background: black };
  const plain = { parts: [], place: 'below' } as const;
  const way = {
    step: null,
    seed: recipe.seed,
    weights,
    label: recipe.classes === null ? null : 0,
    path: recipe.latent.distribution === 'normal' ? 'spherical' : 'linear',
  } as const;
  return {
    sheet: {
      ...{ kind: 'sheet', source: shownSource(run), ...sheet, scale: 4, labels: plain },
      ...{ classRows: false, each: false, dots: null },
    },
    stages: { kind: 'stages', ...stagesOf(epoch, steps), ...sheet, scale: 2, background: white, dots: null },
    interpolation: { kind: 'interpolation', ...way, images: 8, scale: 4, dots: null },
    training: {
      ...{ kind: 'training', format: 'gif', framesPerSecond: 10, from: null, to: null, every: 1, hold: 2 },
      ...{ stepLabel: true, ...sheet, scale: 2 },
    },
    walk: {
      ...{ kind: 'walk', format: 'gif', framesPerSecond: 20, ...way, frames: 40, returns: true },
      ...{ ...sheet, rows: 4, columns: 4, scale: 4 },
    },
    tour,
    curves: {
      ...{ kind: 'curves', format: 'png', panels: ['losses', 'beliefs', 'gradients'], axis: 'step' },
      ...{ logarithmic: false, smoothing: 0.02, scale: 2, dots: null },
    },
    report: { kind: 'report', language },
    realImages: { kind: 'realImages', ...sheet, scale: 4, labels: plain, dots: null },
  };
}

/** What is looked at. */
export function shownSource({ step, rawStep }: Pick<FiguresOfRun, 'step' | 'rawStep'>): FigureSource {
  return rawStep === null ? { from: 'stored', step } : { from: 'redrawn', step: rawStep, weights: 'raw' };
}

/** Those epochs, if the run has reached them; of a shorter one its beginning, middle and end. */
function stagesOf(epoch: number, steps: readonly number[]): Pick<FigureOf<'stages'>, 'unit' | 'at'> {
  if (epoch >= Math.max(...usualStages)) return { unit: 'epochs', at: usualStages };
  const whole = [0.1, 0.5, 1].map((share) => Math.floor(epoch * share));
  if (epoch >= 10) return { unit: 'epochs', at: whole };
  const at = [0.1, 0.5, 1].map((share) => steps[Math.round(share * (steps.length - 1))] ?? 0);
  return { unit: 'steps', at: [...new Set(at)] };
}

/** A list of moments as a person types it; null where it is none. */
export function momentsOf(text: string, most: number): readonly number[] | null {
  const words = text.split(/[^\d.]+/).filter((word) => word !== '');
  const moments = words.map(Number);
  const isList = moments.length > 0 && moments.length <= most && moments.every((moment) => moment <= 1_000_000_000);
  return isList && !/[^\d.,;/\s、，；-]/.test(text) ? moments : null;
}

/** Whether it is one PNG picture, which the clipboard takes. */
export function isOnePicture(figure: Figure): boolean {
  if (figure.kind === 'curves') return figure.format === 'png';
  if (figure.kind === 'sheet') return !figure.each;
  return figure.kind === 'stages' || figure.kind === 'interpolation' || figure.kind === 'realImages';
}

/** Whether it is one file, which can be dragged out. */
export function isOneFile(figure: Figure): boolean {
  return figure.kind !== 'sheet' || !figure.each;
}
