import * as tf from '@tensorflow/tfjs-core';
import { philox } from '../../../shared/random';
import { elementCount } from '../../../shared/tensor';
import { typeAttribute } from './native-backend';
import { defineOperation, type Operation } from './operation';

export type RandomDistribution = 'uniform' | 'normal';

interface Drawn {
  readonly shape: number[];
  readonly distribution: RandomDistribution;
}

const nativeOps = { uniform: 'StatelessRandomUniform', normal: 'StatelessRandomNormal' } as const;

/** float32 [shape] from a seed, int32 [2]: uniform in [0, 1), or N(0, 1). The same seed gives the same numbers. */
export const randomNumbers: Operation<'seed', Drawn> = defineOperation({
  name: 'RandomNumbers',
  native: (backend, { seed }, { shape, distribution }) =>
    tf.tidy(() =>
      backend.executeSingleOutput(
        nativeOps[distribution],
        [typeAttribute('dtype'), typeAttribute('T', 'int32'), typeAttribute('Tseed', 'int32')],
        [tf.tensor1d(shape, 'int32'), seed],
      ),
    ),
  portable: ({ seed }, { shape, distribution }) => {
    const [first = 0, second = 0] = seed.dataSync<'int32'>();
    const numbers = new Float32Array(elementCount(shape));
    forEachBlock(first, second, numbers.length, distributionBlocks[distribution], numbers);
    return tf.tensor(numbers, shape, 'float32');
  },
});

type FillBlock = (words: Uint32Array, numbers: Float32Array, start: number) => void;

const distributionBlocks: Readonly<Record<RandomDistribution, FillBlock>> = {
  uniform: (words, numbers, start) => {
    for (let offset = 0; offset < 4; offset++) numbers[start + offset] = unitInterval(words[offset] as number);
  },
  normal: (words, numbers, start) => {
    for (let offset = 0; offset < 4; offset += 2) {
      // TensorFlow's bound, which keeps the logarithm finite
      const radius = Math.sqrt(-2 * Math.log(Math.max(1e-7, unitInterval(words[offset] as number))));
      const angle = 2 * Math.PI * unitInterval(words[offset + 1] as number);
      numbers[start + offset] = Math.sin(angle) * radius;
      numbers[start + offset + 1] = Math.cos(angle) * radius;
    }
  },
};

/** The 23 low bits as a fraction: TensorFlow's way from words to [0, 1). */
function unitInterval(word: number): number {
  return (word & 0x7f_ffff) / 0x80_0000;
}

/** TensorFlow's constants for making a key of a seed. */
const scrambleKey = [0x3ec8f720, 0x02461e29] as const;

/** The same words as TensorFlow's stateless ops: Philox4x32-10 with key and counter stirred out of the seed. */
function forEachBlock(first: number, second: number, count: number, fill: FillBlock, numbers: Float32Array): void {
  const words = new Uint32Array(4);
  philox([first, signWord(first), second, signWord(second)], scrambleKey, words);
  const [keyLow = 0, keyHigh = 0, counterLow = 0, counterHigh = 0] = words;
  for (let start = 0, block = 0; start < count; start += 4, block++) {
    philox([block, 0, counterLow, counterHigh], [keyLow, keyHigh], words);
    // a Float32Array ignores what lies beyond its end
    fill(words, numbers, start);
  }
}

/** Upper word of a signed number of 32 bits as one of 64. */
function signWord(number: number): number {
  return number < 0 ? 0xffff_ffff : 0;
}
