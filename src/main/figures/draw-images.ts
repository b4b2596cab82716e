import type { FigureSource } from '../../shared/figure';
import { assertNever } from '../../shared/assert-never';
import { checkClasses } from '../../shared/asked-class';
import { drawFixedLatents } from '../../shared/fixed-latents';
import { labelsInTurn } from '../../shared/labels';
import type { Recipe } from '../../shared/recipe';
import { sheetSampleCount, type Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';
import { drawFromLatents, drawSamples } from '../gan/draw-samples';
import { startTensorFlow } from '../gan/tensorflow';
import { openCheckpoint, type Checkpoint } from '../runs/checkpoint';
import type { FigureRun } from './figure-run';
import { storedSheet } from './stored-sheets';

export interface FoundImages {
  readonly samples: Samples;
  /** [count]; null where the recipe knows no classes. */
  readonly labels: Uint16Array | null;
  readonly seed: number;
  readonly notices: readonly Told[];
}

export interface WantedImages {
  readonly source: FigureSource;
  readonly rows: number;
  readonly columns: number;
  readonly classRows: boolean;
}

/**
 * The images of a sheet, row by row.
 *
 * @throws StudioError `invalid-request` where the source has too few or knows no classes, and those of reading
 */
export async function findImages(run: FigureRun, wanted: WantedImages): Promise<FoundImages> {
  const { source, rows, classRows } = wanted;
  if (classRows) {
    const classes = checkClasses(run.recipe, undefined);
    if (rows > classes) {
      const message = worded('figure.classRows', { most: classes, preset: run.recipe.preset });
      throw new StudioError('invalid-request', message);
    }
  }
  switch (source.from) {
    case 'stored':
      return fromSheet(run.recipe, wanted, await storedSheet(run, source.step), []);
    case 'redrawn': {
      const { samples, notices } = await redraw(run, source);
      return fromSheet(run.recipe, wanted, samples, notices);
    }
    case 'drawn':
      return drawAnew(run, wanted, source);
    default:
      return assertNever(source);
  }
}

/** Some images of a sheet that has the run's own latents. */
function fromSheet(
  { classes, seed }: Recipe,
  { rows, columns, classRows }: WantedImages,
  samples: Samples,
  notices: readonly Told[],
): FoundImages {
  const [count] = samples.shape;
  const inTurn = classes === null ? null : labelsInTurn(classes, count);
  const order = Array.from({ length: rows * columns }, (_, place) =>
    classRows && classes !== null ? Math.floor(place / columns) + classes * (place % columns) : place,
  );
  if (order.some((index) => index >= count)) {
    const message =
      classRows && classes !== null
        ? worded('figure.sheetCountEach', { count, each: Math.floor(count / classes) })
        : worded('figure.sheetCount', { count });
    throw new StudioError('invalid-request', message);
  }
  const labels = inTurn && Uint16Array.from(order, (index) => inTurn[index] as number);
  return { samples: pick(samples, order), labels, seed, notices };
}

/** Some images of several, in the order asked for. */
export function pick(samples: Samples, order: readonly number[]): Samples {
  const [, ...imageShape] = samples.shape;
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  const pixels = new Uint8Array(order.length * size);
  for (const [place, index] of order.entries()) {
    pixels.set(samples.pixels.subarray(index * size, (index + 1) * size), place * size);
  }
  return { step: samples.step, shape: [order.length, ...imageShape], pixels };
}

/** The whole sheet of the run's own latents, as its trainer would draw it by these weights. */
async function redraw(
  { folder, recipe }: FigureRun,
  { step, weights }: Extract<FigureSource, { from: 'redrawn' }>,
): Promise<{ readonly samples: Samples; readonly notices: readonly Told[] }> {
  const { checkpoint, notices } = await openWeights(folder, step, weights);
  await startTensorFlow({ backend: 'tensorflow' });
  const samples = drawFromLatents(checkpoint, {
    latents: drawFixedLatents(recipe),
    count: sheetSampleCount,
    weights,
  });
  return { samples, notices };
}

async function drawAnew(
  { folder, recipe }: FigureRun,
  { rows, columns, classRows }: WantedImages,
  { step, seed, weights }: Extract<FigureSource, { from: 'drawn' }>,
): Promise<FoundImages> {
  const { checkpoint, notices } = await openWeights(folder, step, weights);
  const count = rows * columns;
  const labels = labelsFor(recipe, count, classRows ? columns : null);
  await startTensorFlow({ backend: 'tensorflow' });
  const samples = drawSamples(checkpoint, { count, seed, weights, ...(labels && { labels }) });
  return { samples, labels, seed, notices };
}

function labelsFor({ classes }: Recipe, count: number, columns: number | null): Uint16Array | null {
  if (classes === null) return null;
  if (columns === null) return labelsInTurn(classes, count);
  return Uint16Array.from({ length: count }, (_, index) => Math.floor(index / columns));
}

/** A checkpoint that has the weights asked for. @throws StudioError `invalid-request`, and those of `openCheckpoint` */
export async function openWeights(
  folder: string,
  step: number | null,
  weights: 'raw' | 'ema',
): Promise<{ readonly checkpoint: Checkpoint; readonly notices: readonly Told[] }> {
  const { checkpoint, skipped } = await openCheckpoint(folder, step ?? undefined);
  if (weights === 'ema' && checkpoint.recipe.ema === null) {
    const message = worded('figure.noAverage', { preset: checkpoint.recipe.preset });
    throw new StudioError('invalid-request', message);
  }
  const notices = skipped.map((one) => worded('checkpoint.passedOver', one));
  return { checkpoint, notices };
}
