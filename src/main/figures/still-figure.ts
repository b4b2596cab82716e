import { assertNever } from '../../shared/assert-never';
import type { FigureFacts, FigureLabels, FigureOf } from '../../shared/figure';
import { StudioError } from '../../shared/studio-error';
import { evenShares } from '../../shared/latent-path';
import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { worded, type Told } from '../../shared/wording/worded';
import { asciiJson, encodePng, type PngImage } from '../formats/png';
import { shareTitle } from '../runs/share-title';
import { layoutText } from '../runs/sheet';
import { sheetOrigin } from '../runs/sheet-files';
import { composeTitledRow, titledRowSize } from '../runs/titled-row';
import { checkSize, type Size } from './canvas';
import { findImages, pick } from './draw-images';
import type { FigureRun, StillFigure } from './figure-run';
import { openWays } from './latent-ways';
import { onPaper, pixelsPerMetre } from './paper';
import { readRealImages } from './real-images';
import { drawSheetPicture, sheetPictureChannels, sheetPictureSize, type SheetPicture } from './sheet-picture';
import { drawStages, stagesSize } from './stages-picture';
import { findStages } from './stored-sheets';
import { writable } from './writable-text';

/** One picture that stands by itself. */
export interface Still {
  readonly size: Size;
  /** Made when it is asked for, so that of several one is in memory at a time. */
  readonly draw: () => PngImage;
  /** Of what it shows; the latest of several. */
  readonly step: number;
  readonly seed: number;
  /** What its file says beside its origin. */
  readonly text: Readonly<Record<string, string>>;
  readonly dots: number | null;
  /** Distinguishes several of one figure, in their file names. */
  readonly name: string;
}

export interface Stills {
  /** One, unless each image is to have a file of its own. */
  readonly stills: readonly Still[];
  readonly notices: readonly Told[];
}

/** @throws StudioError those of reading the run, its checkpoint or its data set, and `invalid-request` */
export async function drawStills(run: FigureRun, figure: StillFigure, signal: AbortSignal): Promise<Stills> {
  switch (figure.kind) {
    case 'sheet':
      return drawSheet(run, figure);
    case 'stages':
      return drawMoments(run, figure);
    case 'interpolation':
      return drawInterpolation(run, figure);
    case 'realImages':
      return drawRealImages(run, figure, signal);
    default:
      return assertNever(figure);
  }
}

/**
 * What is told of drawn stills, by their first.
 * @throws StudioError `invalid-request` where there is none
 */
export function factsOfStills(
  figure: StillFigure,
  { stills, notices }: Stills,
): FigureFacts & { readonly first: Still } {
  const [first] = stills;
  if (!first) throw new StudioError('invalid-request', worded('figure.noImage'));
  const { step, size, dots } = first;
  return {
    first,
    step: figure.kind === 'realImages' ? null : step,
    size,
    millimetres: onPaper(size, dots),
    parts: stills.length,
    notices,
  };
}

/** The PNG file of a still: it says which run, step and seed it shows, and holds the recipe, so that it can be dropped back. */
export function encodeStill({ draw, step, seed, text, dots }: Still, recipe: Recipe): Uint8Array {
  return encodePng(draw(), originText(recipe, seed, step, text), {
    longText: asciiJson(recipe),
    ...(dots !== null && { pixelsPerMetre: pixelsPerMetre(dots) }),
  });
}

export function originText(
  recipe: Recipe,
  seed: number,
  step: number,
  text: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...sheetOrigin(recipe, seed), step: String(step), ...text };
}

async function drawSheet(run: FigureRun, figure: FigureOf<'sheet'>): Promise<Stills> {
  const { source, labels, classRows, each, dots } = figure;
  const { samples, labels: classes, seed, notices } = await findImages(run, figure);
  const { step } = samples;
  const picture: SheetPicture = {
    grid: figure,
    classes: labels.parts.includes('class') && classes ? classTexts(classes, classRows && !each) : null,
    classRows: classRows && !each,
    caption: captionOf(labels, step, seed),
    place: labels.place,
  };
  const drawnBy = source.from !== 'stored' ? source.weights : run.recipe.ema === null ? 'raw' : 'ema';
  const base = { step, seed, dots, text: { content: 'sheet', weights: drawnBy } };
  if (each) return { stills: drawEach(samples, picture, base), notices };
  const isBare = picture.classes === null && picture.caption.length === 0;
  // a plain sheet can be taken apart again, as the stored ones are
  const layout =
    isBare && sheetPictureChannels(samples.shape, picture) === samples.shape[3] ? layoutText(samples, figure) : {};
  const size = sheetPictureSize(samples.shape, picture);
  const draw = (): PngImage => drawSheetPicture(samples, picture);
  return { stills: [{ ...base, size, draw, text: { ...base.text, ...layout }, name: 'sheet' }], notices };
}

/** Numbers under or beside images; a row that has one class names it in full. */
function classTexts(classes: Uint16Array, inFull: boolean): readonly string[] {
  return [...classes].map((label) => (inFull ? `class ${label}` : String(label)));
}

function captionOf({ parts }: FigureLabels, step: number, seed: number): readonly string[] {
  return [...(parts.includes('step') ? [`step ${step}`] : []), ...(parts.includes('seed') ? [`seed ${seed}`] : [])];
}

function drawEach(
  samples: Samples,
  picture: SheetPicture,
  base: Omit<Still, 'size' | 'draw' | 'name'>,
): readonly Still[] {
  const [count] = samples.shape;
  const digits = String(count).length;
  return Array.from({ length: count }, (_, index) => {
    const label = picture.classes?.[index];
    const single = {
      ...picture,
      grid: { ...picture.grid, rows: 1, columns: 1 },
      classes: label === undefined ? null : [label],
    };
    const size = sheetPictureSize(samples.shape, single);
    const draw = (): PngImage => drawSheetPicture(pick(samples, [index]), single);
    const name = `image-${String(index + 1).padStart(digits, '0')}`;
    return { ...base, size, draw, text: { ...base.text, content: 'image', image: String(index + 1) }, name };
  });
}

async function drawMoments(run: FigureRun, figure: FigureOf<'stages'>): Promise<Stills> {
  const { stages, notices } = await findStages(run, figure);
  const steps = stages.map(({ samples }) => samples.step);
  const still: Still = {
    size: stagesSize(stages, figure),
    draw: () => drawStages(stages, figure),
    step: Math.max(...steps),
    seed: run.recipe.seed,
    text: { content: 'stages', steps: steps.join(' ') },
    dots: figure.dots,
    name: 'stages',
  };
  return { stills: [still], notices };
}

async function drawInterpolation(run: FigureRun, figure: FigureOf<'interpolation'>): Promise<Stills> {
  const { images, scale, seed, path, dots } = figure;
  const shares = evenShares(images);
  const ways = await openWays(run, 1, figure);
  try {
    const [samples, titles] = [ways.drawFirst(shares), shares.map(shareTitle)];
    const size = titledRowSize(samples.shape, titles, scale);
    checkSize(size, samples.shape[3]);
    const draw = (): PngImage => composeTitledRow(samples, titles, scale);
    const text = { content: `${path} interpolation`, shares: shares.map(String).join(' '), scale: String(scale) };
    const still: Still = { size, draw, step: ways.step, seed, text, dots, name: 'interpolation' };
    return { stills: [still], notices: ways.notices };
  } finally {
    ways.dispose();
  }
}

async function drawRealImages(run: FigureRun, figure: FigureOf<'realImages'>, signal: AbortSignal): Promise<Stills> {
  const { rows, columns, labels, dots } = figure;
  const { samples, classes } = await readRealImages(run.recipe, rows * columns, signal);
  const picture: SheetPicture = {
    grid: figure,
    classes: labels.parts.includes('class') && classes ? classes.map(writable) : null,
    classRows: false,
    caption: [],
    place: labels.place,
  };
  const still: Still = {
    size: sheetPictureSize(samples.shape, picture),
    draw: () => drawSheetPicture(samples, picture),
    step: 0,
    seed: run.recipe.seed,
    text: { content: 'real images' },
    dots,
    name: 'real-images',
  };
  const [count] = samples.shape;
  const notices = count < rows * columns ? [worded('figure.dataCount', { count })] : [];
  return { stills: [still], notices };
}
