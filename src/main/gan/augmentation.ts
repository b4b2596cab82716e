import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import type { Augmentation, Recipe } from '../../shared/recipe';
import type { StepRandom } from './step-random';

type Kind = Augmentation['differentiable'][number];

/**
 * Differentiable augmentation: what the discriminator is shown, real and fake, is changed at random, so that it cannot
 * learn a small data set by heart; the generator's gradient flows through it. Zhao et al. 2020,
 * https://arxiv.org/abs/2006.10738. Images [batch, height, width, channels].
 */
export function augment(
  images: tf.Tensor,
  kinds: readonly Kind[],
  range: Recipe['data']['range'],
  random: StepRandom,
): tf.Tensor {
  if (kinds.length === 0) return images;
  const centred = range === '[0, 1]' ? tf.sub(tf.mul(images, 2), 1) : images;
  const changed = kinds.reduce((result, kind) => change(result, kind, random), centred);
  return range === '[0, 1]' ? tf.div(tf.add(changed, 1), 2) : changed;
}

function change(images: tf.Tensor, kind: Kind, random: StepRandom): tf.Tensor {
  switch (kind) {
    case 'colour':
      return changeColour(images, random);
    case 'translation':
      return translate(images, random);
    case 'cutout':
      return cutOut(images, random);
    default:
      return assertNever(kind);
  }
}

/** Brightness by -.5 to .5, then saturation by 0 to 2, then contrast by .5 to 1.5, each image by its own. */
function changeColour(images: tf.Tensor, random: StepRandom): tf.Tensor {
  const perImage = [images.shape[0] ?? 0, 1, 1, 1];
  const brighter = tf.add(images, tf.sub(random.uniform(perImage), 0.5));
  const scaled = (x: tf.Tensor, axes: number[], factor: tf.Tensor): tf.Tensor => {
    const mean = tf.mean(x, axes, true);
    return tf.add(tf.mul(tf.sub(x, mean), factor), mean);
  };
  const saturated = scaled(brighter, [3], tf.mul(random.uniform(perImage), 2));
  return scaled(saturated, [1, 2, 3], tf.add(random.uniform(perImage), 0.5));
}

/** Of the side, to each direction. */
const farthest = 0.125;

/** Each image is moved by whole pixels; what comes in from outside is 0, middle grey. */
function translate(images: tf.Tensor, random: StepRandom): tf.Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
  const upright = tf.reshape(images, [batch, height, width * channels]);
  const moved = tf.reshape(tf.matMul(shifts(height, batch, random), upright), [batch, height, width, channels]);
  const turned = tf.reshape(tf.transpose(moved, [0, 2, 1, 3]), [batch, width, height * channels]);
  const both = tf.reshape(tf.matMul(shifts(width, batch, random), turned), [batch, width, height, channels]);
  return tf.transpose(both, [0, 2, 1, 3]);
}

/** [batch, side, side]: row i of an image's matrix is 1 where the line lies that comes to i. */
function shifts(side: number, batch: number, random: StepRandom): tf.Tensor {
  const most = Math.floor(side * farthest + 0.5);
  const by = tf.sub(wholeNumbers(random, [batch, 1, 1], 2 * most + 1), most);
  const target = tf.reshape(tf.range(0, side), [1, side, 1]);
  const source = tf.reshape(tf.range(0, side), [1, 1, side]);
  return tf.cast(tf.equal(tf.add(source, by), target), 'float32');
}

/** Of the side. */
const holeSize = 0.5;

/** A square of 0 at a random place, which may reach over the edge. */
function cutOut(images: tf.Tensor, random: StepRandom): tf.Tensor {
  const [batch = 0, height = 0, width = 0] = images.shape;
  const rows = tf.reshape(hole(height, batch, random), [batch, height, 1, 1]);
  const columns = tf.reshape(hole(width, batch, random), [batch, 1, width, 1]);
  return tf.mul(images, tf.sub(1, tf.mul(rows, columns)));
}

/** [batch, side]: 1 inside. */
function hole(side: number, batch: number, random: StepRandom): tf.Tensor {
  const size = Math.floor(side * holeSize + 0.5);
  const start = tf.sub(wholeNumbers(random, [batch, 1], side + 1 - (size % 2)), Math.floor(size / 2));
  const place = tf.sub(tf.reshape(tf.range(0, side), [1, side]), start);
  return tf.cast(tf.logicalAnd(tf.greaterEqual(place, 0), tf.less(place, size)), 'float32');
}

/** 0 … count - 1, as floats. */
function wholeNumbers(random: StepRandom, shape: readonly number[], count: number): tf.Tensor {
  return tf.floor(tf.mul(random.uniform(shape), count));
}
