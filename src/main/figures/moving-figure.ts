import { assertNever } from '../../shared/assert-never';
import type { FigureGrid, FigureOf } from '../../shared/figure';
import { evenShares } from '../../shared/latent-path';
import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';
import type { PngImage } from '../formats/png';
import { sheetSteps, chosenSteps, trySheet } from './stored-sheets';
import { openWays } from './latent-ways';
import { openTour } from './tour-frames';
import type { FigureRun, MovingFigure } from './figure-run';
import type { Size } from './canvas';
import { drawSheetPicture, sheetPictureSize, type SheetPicture } from './sheet-picture';

export interface Frame {
  readonly image: PngImage;
  readonly step: number;
  /** How long it stands. */
  readonly milliseconds: number;
}

/** Whether a picture was made: else it is a sentence that says why not. */
export function isFrame(made: Frame | Told): made is Frame {
  return typeof made === 'object' && 'image' in made;
}

/** The pictures of an animation, each made when it is asked for. */
export interface Frames {
  readonly count: number;
  /** Of each, where the stored images are as the recipe says. */
  readonly size: Size;
  /** Of the last. */
  readonly step: number;
  readonly seed: number;
  /** What the file says beside its origin. */
  readonly text: Readonly<Record<string, string>>;
  /** The picture at a place from 0; a sentence where there is none. */
  at(index: number): Promise<Frame | Told>;
  /** Sentences that hold for all. */
  readonly notices: readonly Told[];
  dispose(): void;
}

/** @throws StudioError those of reading the run or its checkpoint, and `invalid-request` */
export function openFrames(run: FigureRun, figure: MovingFigure): Promise<Frames> {
  switch (figure.kind) {
    case 'training':
      return framesOfTraining(run, figure);
    case 'walk':
      return framesOfWalk(run, figure);
    case 'tour':
      return framesOfTour(run, figure);
    default:
      return assertNever(figure);
  }
}

async function framesOfTraining(run: FigureRun, figure: FigureOf<'training'>): Promise<Frames> {
  const { framesPerSecond, hold, stepLabel } = figure;
  const steps = chosenSteps(await sheetSteps(run.folder), figure);
  const last = await lastReadable(run.folder, steps);
  // all pictures are of one size, however many digits their steps have
  const digits = String(last).length;
  const pictureOf = (step: number): SheetPicture =>
    plainSheet(figure, stepLabel ? [`step ${String(step).padStart(digits)}`] : []);
  let shape: string | null = null;
  return {
    count: steps.indexOf(last) + 1,
    size: sheetPictureSize(imageShape(run.recipe), pictureOf(last)),
    step: last,
    seed: run.recipe.seed,
    text: { content: 'training', steps: `${steps[0]} to ${last}` },
    at: async (index) => {
      const step = steps[index] as number;
      const { samples, damage } = await trySheet(run.folder, step);
      if (!samples) return damage ?? worded('figure.sheetGone', { step });
      shape ??= samples.shape.join();
      if (samples.shape.join() !== shape) return worded('figure.sheetOther', { step });
      const image = drawSheetPicture(samples, pictureOf(step));
      const own = 1000 / framesPerSecond;
      return { image, step, milliseconds: step === last ? Math.max(own, hold * 1000) : own };
    },
    notices: steps.slice(steps.indexOf(last) + 1).map((step) => worded('figure.sheetLeftOut', { step })),
    dispose: () => undefined,
  };
}

/** The newest of some stored sheets that can be read: the file says in front which is its last. */
async function lastReadable(folder: string, steps: readonly number[]): Promise<number> {
  const damages: Told[] = [];
  for (const step of steps.toReversed()) {
    const { damage } = await trySheet(folder, step);
    if (damage === null) return step;
    damages.push(damage);
  }
  throw new StudioError('run-unreadable', worded('figure.noSheetRead', { details: damages.at(-1) ?? '' }));
}

async function framesOfWalk(run: FigureRun, figure: FigureOf<'walk'>): Promise<Frames> {
  const { rows, columns, frames, returns, framesPerSecond, seed, path } = figure;
  const shares = thereAndBack(evenShares(frames), returns);
  const ways = await openWays(run, rows * columns, figure);
  return {
    count: shares.length,
    size: sheetPictureSize(imageShape(run.recipe), plainSheet(figure, [])),
    step: ways.step,
    seed,
    text: { content: `${path} interpolation`, frames: String(shares.length) },
    at: (index) => {
      const samples = ways.draw(shares[index] as number);
      const image = drawSheetPicture(samples, plainSheet(figure, []));
      return Promise.resolve({ image, step: ways.step, milliseconds: 1000 / framesPerSecond });
    },
    notices: ways.notices,
    dispose: ways.dispose,
  };
}

async function framesOfTour(run: FigureRun, figure: FigureOf<'tour'>): Promise<Frames> {
  const { returns, framesPerSecond, path, stations, scale } = figure;
  const tour = await openTour(run, figure);
  const places = thereAndBack(
    Array.from({ length: tour.count }, (_, place) => place),
    returns,
  );
  const picture = plainSheet({ rows: 1, columns: 1, scale, gap: 0, background: '#000000' }, []);
  return {
    count: places.length,
    size: sheetPictureSize(imageShape(run.recipe), picture),
    step: tour.step,
    // the latents stand there themselves
    seed: run.recipe.seed,
    text: { content: `${path} way`, frames: String(places.length), latents: JSON.stringify(stations) },
    at: (index) => {
      const image = drawSheetPicture(tour.draw(places[index] as number), picture);
      return Promise.resolve({ image, step: tour.step, milliseconds: 1000 / framesPerSecond });
    },
    notices: tour.notices,
    dispose: tour.dispose,
  };
}

/** The ends come once, so that the animation never stands still. */
function thereAndBack<T>(forth: readonly T[], returns: boolean): readonly T[] {
  return returns ? [...forth, ...forth.slice(1, -1).toReversed()] : forth;
}

function plainSheet(grid: FigureGrid, caption: readonly string[]): SheetPicture {
  return { grid, classes: null, classRows: false, caption, place: 'below' };
}

/** Of one image. */
function imageShape({ data: { side, channels } }: Recipe): Samples['shape'] {
  return [1, side, side, channels];
}
