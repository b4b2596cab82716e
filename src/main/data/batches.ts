import type { Labels } from '../../shared/labels';
import { permutation, randomStreams } from '../../shared/random';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { copyEach, emptyLabels, type Images } from './image-set';

export interface Batch {
  /** [batch, height, width, channels], 0 to 255; the caller's own. */
  readonly pixels: Uint8Array;
  /** [batch], of the same images, below the set's classCount; null where the data set has none; the caller's own. */
  readonly labels: Labels | null;
}

export interface Batches {
  /** @param step 1 for the first */
  batch(step: number): Batch;
}

/** A batch touches at most two epochs. */
const keptEpochs = 2;

/**
 * Full batches for ever: each epoch shows every image once in an order of its own, and an epoch's remainder joins the
 * next epoch's start. A batch is a pure function of seed and step, so a resumed run needs no state.
 *
 * @throws StudioError `invalid-recipe` where a batch is larger than the data set.
 */
export function createBatches(images: Images, batchSize: number, seed: number): Batches {
  if (batchSize > images.count) {
    throw new StudioError(
      'invalid-recipe',
      worded('data.batchTooLarge', { batchSize, name: images.name, count: images.count }),
    );
  }
  const orderOf = cacheOrders(images.count, seed);
  const imageSize = images.height * images.width * images.channels;
  const indicesOf = (step: number): Uint32Array =>
    Uint32Array.from({ length: batchSize }, (_, offset) => {
      const position = (step - 1) * batchSize + offset;
      return orderOf(Math.floor(position / images.count))[position % images.count] as number;
    });
  let expected = 0;

  return {
    batch(step) {
      if (!Number.isSafeInteger(step) || step < 1) throw new RangeError(`Steps count from 1; ${step} is not a step.`);
      const pixels = new Uint8Array(batchSize * imageSize);
      const indices = indicesOf(step);
      copyEach(images, indices, pixels);
      // whoever asks for two in a row is training
      if (images.pixels === null && step === expected) images.stored.begin(indicesOf(step + 1));
      expected = step + 1;
      return { pixels, labels: images.labels && labelsOf(images, images.labels, indices) };
    },
  };
}

function labelsOf({ classCount }: Images, all: Labels, indices: Uint32Array): Labels {
  const labels = emptyLabels(indices.length, classCount ?? 0);
  indices.forEach((index, place) => (labels[place] = all[index] as number));
  return labels;
}

/** The order of an epoch, 0 for the first; remembers the latest few. */
function cacheOrders(count: number, seed: number): (epoch: number) => Uint32Array {
  const orders = new Map<number, Uint32Array>();
  return (epoch) => {
    const known = orders.get(epoch);
    if (known) return known;
    const order = permutation({ seed, stream: randomStreams.shuffle, step: epoch }, count);
    orders.set(epoch, order);
    const [oldest] = orders.keys();
    if (orders.size > keptEpochs && oldest !== undefined) orders.delete(oldest);
    return order;
  };
}
