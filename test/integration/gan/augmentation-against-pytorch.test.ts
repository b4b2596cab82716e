import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { augment } from '../../../src/main/gan/augmentation';
import { createStepRandom, type StepRandom } from '../../../src/main/gan/step-random';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { Augmentation } from '../../../src/shared/recipe';
import { elementCount } from '../../../src/shared/tensor';
import { expectClose, numbers, readFixture } from './pytorch-fixture';

interface AugmentationCase {
  readonly kind: Augmentation['differentiable'][number];
  readonly shape: readonly number[];
  readonly images: readonly number[];
  readonly gradient: readonly number[];
}

const cases = readFixture<readonly AugmentationCase[]>('augmentations.json').map(
  (recorded) => [`${recorded.kind} of ${recorded.shape.join(' x ')}`, recorded] as const,
);

/** The draws that the recording was made with: numbers(60), numbers(61), … */
function recordedDraws(): StepRandom {
  let draws = 0;
  return {
    uniform: (shape) => tf.tensor(numbers(60 + draws++, elementCount(shape), 0, 1), [...shape]),
    normal: () => {
      throw new Error('Augmentation draws uniform numbers only.');
    },
  };
}

describe.each(['tensorflow', 'js'] as const)('on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  it.each(cases)('%s changes images as the published method does, and its gradient too', (_name, recorded) => {
    const shape = [...recorded.shape];
    const images = tf.tensor(numbers(1, elementCount(shape)), shape);
    let changed: tf.Tensor | undefined;
    const gradient = tf.grad((x: tf.Tensor) => {
      changed = tf.keep(augment(x, [recorded.kind], '[-1, 1]', recordedDraws()));
      return tf.sum(tf.mul(changed, tf.tensor(numbers(2, x.size), shape)));
    })(images);
    expectClose('images', changed?.dataSync() ?? [], recorded.images);
    expectClose('gradient', gradient.dataSync(), recorded.gradient);
  });

  it.each(cases)('%s does the same to pixels that are seen as 0 to 1', (_name, { kind, shape, images }) => {
    const halved = numbers(1, elementCount(shape)).map((value) => (value + 1) / 2);
    const changed = augment(tf.tensor(halved, [...shape]), [kind], '[0, 1]', recordedDraws());
    expectClose(
      'images',
      changed.dataSync(),
      images.map((value) => (value + 1) / 2),
    );
  });

  it('one kind after the other, each with draws of its own', () => {
    const images = tf.tensor(numbers(1, 2 * 8 * 8), [2, 8, 8, 1]);
    const random = (): StepRandom => createStepRandom(tf.tensor1d([3, 4], 'int32'));
    const kinds = ['translation', 'cutout'] as const;
    const shared = random();
    const oneByOne = kinds.reduce((x: tf.Tensor, kind) => augment(x, [kind], '[-1, 1]', shared), images);
    const together = augment(images, kinds, '[-1, 1]', random());
    expect(together.dataSync()).toEqual(oneByOne.dataSync());
    expect(together.dataSync()).not.toEqual(augment(images, ['translation'], '[-1, 1]', random()).dataSync());
  });
});
