/** What images are compared by, as numbers in rows. */
import { join } from 'node:path';
import type { LikenessMeasure } from '../../shared/explore';
import type { Recipe } from '../../shared/recipe';
import { openDataSet } from '../data/open-data-set';
import { createResizer } from '../data/resize';
import { classifierVersion, digitImageShape, featureCount } from '../gan/judge/classifier';
import { asLabelledDigits } from '../gan/judge/labelled-digits';
import { openClassifier, type JudgeObserver } from '../gan/judge/open-judge';
import { cacheFolder } from '../runs/locations';

export interface Likeness {
  readonly measure: LikenessMeasure;
  /** Numbers an image. */
  readonly width: number;
  /** Another one where the numbers mean something else. */
  readonly version: string;
  /** @param pixels [count, side, side, channels] of the recipe, 0 to 255 @returns [count, width] */
  featuresOf(pixels: Uint8Array): Float32Array;
  dispose(): void;
}

type Images = Pick<Recipe, 'data'>;

/** The judge knows digits of 28 x 28; other images are compared pixel by pixel, made small. */
export function measureFor({ data: { side, channels } }: Images): LikenessMeasure {
  const [height, , digitChannels] = digitImageShape;
  return side === height && channels === digitChannels ? 'judge' : 'pixels';
}

/** TensorFlow must be started. The first time of all the judge's classifier is trained, which takes about a minute. */
export async function openLikeness(recipe: Images, observer: JudgeObserver): Promise<Likeness> {
  return measureFor(recipe) === 'judge' ? judged(observer) : smallPixels(recipe);
}

async function judged(observer: JudgeObserver): Promise<Likeness> {
  const { training } = await openDataSet('mnist');
  const folder = join(cacheFolder(), 'judge');
  const classifier = await openClassifier({ cacheFolder: folder, training: asLabelledDigits(training) }, observer);
  return {
    measure: 'judge',
    width: featureCount,
    version: `judge ${classifierVersion}`,
    featuresOf: (pixels) => classifier.classify(pixels).features,
    dispose: () => classifier.dispose(),
  };
}

/** Sides of the small images: about as many numbers with colours as without. */
const smallSides = { 1: 16, 3: 9 } as const;

function smallPixels({ data: { side, channels } }: Images): Likeness {
  const small = Math.min(side, smallSides[channels]);
  const width = small * small * channels;
  const resize = side === small ? null : createResizer({ height: side, width: side, channels }, small, small);
  // distances are root mean squares of a pixel, 0 to 255
  const scale = 1 / Math.sqrt(width);
  return {
    measure: 'pixels',
    width,
    version: `pixels ${small}x${small}x${channels}`,
    featuresOf: (pixels) => Float32Array.from(resize ? resize(pixels) : pixels, (value) => value * scale),
    dispose: () => undefined,
  };
}
