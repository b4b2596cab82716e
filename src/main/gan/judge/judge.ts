import { permutation, randomStreams } from '../../../shared/random';
import { StudioError } from '../../../shared/studio-error';
import { worded } from '../../../shared/wording/worded';
import { digitImageShape, featureCount, type Classifier } from './classifier';
import { digitCount, digitFigures, type DigitFigures } from './digit-figures';
import { measureFeatures } from './feature-statistics';
import { frechetDistance } from './frechet-distance';
import type { LabelledDigits } from './labelled-digits';

/** Fewer samples than this say too little: a digit's share and the spread of 64 features would be mostly chance. */
export const fewestSamples = 100;

/** The judge's figures of a set of samples. */
export interface Judgement extends DigitFigures {
  readonly sampleCount: number;
  /** From the samples to the test images, in the classifier's features. 0 = alike. Grows a little with fewer samples. */
  readonly frechetDistance: number;
  /** The same for as many images out of the training set: what perfect samples would get. */
  readonly frechetFloor: number;
}

/** Looks at samples with a classifier and compares them with the test images, which it never learnt from. */
export interface Judge {
  /** Share of the test images that the classifier recognises. 0 to 1. */
  readonly testAccuracy: number;
  /**
   * @param pixels [count, 28, 28, 1], 0 to 255
   * @throws StudioError `invalid-request` with fewer than `fewestSamples`
   */
  judge(pixels: Uint8Array): Judgement;
  dispose(): void;
}

/** @param classifier becomes the judge's own */
export function createJudge(classifier: Classifier, training: LabelledDigits, test: LabelledDigits): Judge {
  const { probabilities, features } = classifier.classify(test.pixels);
  const reference = measureFeatures(features, featureCount);
  const distanceOf = (samples: Float32Array): number =>
    frechetDistance(measureFeatures(samples, featureCount), reference);
  const floors = new Map<number, number>();
  const floorOf = (count: number): number => {
    const known = floors.get(count);
    if (known !== undefined) return known;
    const floor = distanceOf(classifier.classify(drawImages(training, count)).features);
    floors.set(count, floor);
    return floor;
  };
  return {
    testAccuracy: accuracyOf(probabilities, test.labels),
    judge(pixels) {
      const sampleCount = pixels.length / digitImageSize;
      checkSamples(sampleCount);
      const classified = classifier.classify(pixels);
      return {
        sampleCount,
        ...digitFigures(classified.probabilities),
        frechetDistance: distanceOf(classified.features),
        frechetFloor: floorOf(Math.min(sampleCount, training.count)),
      };
    },
    dispose: () => classifier.dispose(),
  };
}

const digitImageSize = digitImageShape[0] * digitImageShape[1] * digitImageShape[2];

function checkSamples(count: number): void {
  if (!Number.isInteger(count)) {
    throw new StudioError('invalid-request', worded('judge.shape', { shape: digitImageShape.join('x') }));
  }
  if (count >= fewestSamples) return;
  const message = worded('judge.few', { least: fewestSamples, count });
  throw new StudioError('invalid-request', message);
}

/** The same images each time, spread over the whole set. */
function drawImages({ pixels, count }: LabelledDigits, wanted: number): Uint8Array {
  const order = permutation({ seed: 0, stream: randomStreams.shuffle, step: 0 }, count);
  const drawn = new Uint8Array(wanted * digitImageSize);
  for (const [place, image] of order.subarray(0, wanted).entries()) {
    drawn.set(pixels.subarray(image * digitImageSize, (image + 1) * digitImageSize), place * digitImageSize);
  }
  return drawn;
}

function accuracyOf(probabilities: Float32Array, labels: Uint8Array): number {
  let right = 0;
  for (const [image, label] of labels.entries()) {
    const row = probabilities.subarray(image * digitCount, (image + 1) * digitCount);
    if (row.indexOf(Math.max(...row)) === label) right++;
  }
  return right / labels.length;
}
