import type { Labels } from '../../shared/labels';
import { permutation, randomStreams } from '../../shared/random';
import { StudioError } from '../../shared/studio-error';
import { copyImages, emptyLabels, type Images } from './image-set';

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
      `A batch of ${batchSize} images is more than ${images.name} has (${images.count}); choose a smaller batch size.`,
    );
  }
  const orderOf = cacheOrders(images.count, seed);
  const imageSize = images.height * images.width * images.channels;

  return {
    batch(step) {
      if (!Number.isSafeInteger(step) || step < 1) throw new RangeError(`Steps count from 1; ${step} is not a step.`);
      const pixels = new Uint8Array(batchSize * imageSize);
      const labels = images.labels && emptyLabels(batchSize, images.classCount ?? 0);
      const start = (step - 1) * batchSize;
      for (let offset = 0; offset < batchSize; offset++) {
        const position = start + offset;
        const order = orderOf(Math.floor(position / images.count));
        const index = order[position % images.count] as number;
        copyImages(images, index, pixels.subarray(offset * imageSize, (offset + 1) * imageSize));
        if (labels) labels[offset] = images.labels?.[index] as number;
      }
      return { pixels, labels };
    },
  };
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
