import * as tf from '@tensorflow/tfjs-core';
import { permutation, randomStreams } from '../../../shared/random';
import { adamFactors, adamRule, type AdamSpec } from '../adam';
import { classLoss } from '../class-loss';
import { differentiate } from '../gradients';
import { feedPixels } from '../ops/pixels';
import { followRule, type Optimiser } from '../optimiser';
import { createClassifier, digitImageShape, type Classifier } from './classifier';
import { digitCount } from './digit-figures';
import type { LabelledDigits } from './labelled-digits';

/** How the classifier is trained. */
export interface ClassifierSchedule {
  readonly epochs: number;
  readonly batchSize: number;
  /** Reached after the warm-up; falls to 0 along half a cosine. */
  readonly peakLearningRate: number;
  readonly seed: number;
}

export const classifierSchedule: ClassifierSchedule = { epochs: 3, batchSize: 128, peakLearningRate: 3e-3, seed: 0 };

const noLimits = { gradientNorm: null, weightLimit: null } as const;

/** Share of the steps in which the learning rate rises from 0. */
const warmUp = 0.1;

/**
 * Trains a new classifier by cross-entropy with Adam. Deterministic: a pure function of images and schedule, bit for
 * bit on one machine and build.
 *
 * @param onProgress called after each step
 */
export function trainClassifier(
  digits: LabelledDigits,
  schedule: ClassifierSchedule,
  onProgress: (step: number, steps: number) => void,
): Classifier {
  const classifier = createClassifier(schedule.seed);
  const adam = followRule(adamRule(optimiserAt(schedule, 0)), classifier.trainable, noLimits);
  const steps = Math.floor((schedule.epochs * digits.count) / schedule.batchSize);
  const orderOf = rememberOrder(digits.count, schedule.seed);
  for (let step = 1; step <= steps; step++) {
    const batch = takeBatch(digits, schedule.batchSize, step, orderOf);
    update(classifier, adam, batch, optimiserAt(schedule, step / steps), step);
    onProgress(step, steps);
  }
  adam.dispose();
  return classifier;
}

function optimiserAt({ peakLearningRate }: ClassifierSchedule, progress: number): AdamSpec {
  const fall = (1 + Math.cos((Math.PI * (progress - warmUp)) / (1 - warmUp))) / 2;
  const share = progress < warmUp ? progress / warmUp : fall;
  return { learningRate: peakLearningRate * share, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
}

interface LabelledBatch {
  /** [batch, 28, 28, 1] */
  readonly pixels: Uint8Array;
  /** [batch, 10], 1 at the label. */
  readonly targets: Float32Array;
}

/** An epoch shows every image once; its remainder joins the next one's start. */
function takeBatch(
  { pixels, labels, count }: LabelledDigits,
  batchSize: number,
  step: number,
  orderOf: (epoch: number) => Uint32Array,
): LabelledBatch {
  const imageSize = pixels.length / count;
  const batch = { pixels: new Uint8Array(batchSize * imageSize), targets: new Float32Array(batchSize * digitCount) };
  for (let offset = 0; offset < batchSize; offset++) {
    const position = (step - 1) * batchSize + offset;
    const image = orderOf(Math.floor(position / count))[position % count] as number;
    batch.pixels.set(pixels.subarray(image * imageSize, (image + 1) * imageSize), offset * imageSize);
    batch.targets[offset * digitCount + (labels[image] as number)] = 1;
  }
  return batch;
}

/** The order of an epoch, 0 for the first; remembers the latest. */
function rememberOrder(count: number, seed: number): (epoch: number) => Uint32Array {
  let known: { readonly epoch: number; readonly order: Uint32Array } = { epoch: -1, order: new Uint32Array() };
  return (epoch) => {
    if (known.epoch !== epoch) {
      known = { epoch, order: permutation({ seed, stream: randomStreams.shuffle, step: epoch }, count) };
    }
    return known.order;
  };
}

function update(
  classifier: Classifier,
  adam: Optimiser,
  { pixels, targets }: LabelledBatch,
  optimiser: AdamSpec,
  step: number,
): void {
  const batchSize = targets.length / digitCount;
  tf.tidy(() => {
    const images = feedPixels(pixels, [batchSize, ...digitImageShape]);
    const wanted = tf.tensor2d(targets, [batchSize, digitCount]);
    const { gradients } = differentiate(
      () => ({ loss: classLoss(classifier.logits(images, { training: true }), wanted), others: [] }),
      classifier.trainable,
    );
    const { stepSize, epsilon } = adamFactors(optimiser, step);
    adam.apply(gradients, { stepSize: tf.scalar(stepSize), epsilon: tf.scalar(epsilon) });
  });
}
