import * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec, NetworkSpec } from '../../../shared/layer-specs';
import { inferShapes, type NetworkDescription } from '../../../shared/shape-inference';
import type { Shape } from '../../../shared/tensor';
import { inWords } from '../../../shared/wording/worded';
import type { ForwardMode } from '../forward-mode';
import { buildNetwork, type NamedVariable, type Network } from '../network';
import { feedPixels, scalePixels } from '../ops/pixels';
import { digitCount } from './digit-figures';

/** What the classifier looks at: [height, width, channels]. */
export const digitImageShape = [28, 28, 1] as const satisfies Shape;

/** Numbers that sum an image up for the Fréchet distance: the layer before the logits, behind its ReLU. */
export const featureCount = 64;

/** Raise it with every change of the layers or of the way they are trained: weights of another version are not used. */
export const classifierVersion = 1;

const featureLayers: NetworkSpec = {
  layers: [
    ...convolutionBlock(1, 16),
    ...convolutionBlock(2, 32),
    { kind: 'flatten', id: 'flatten' },
    { kind: 'dense', id: 'features', units: featureCount, bias: true },
    { kind: 'relu', id: 'relu3' },
  ],
};

const headLayers: NetworkSpec = { layers: [{ kind: 'dense', id: 'logits', units: digitCount, bias: true }] };

/** Halves the sides. */
function convolutionBlock(number: number, filters: number): readonly LayerSpec[] {
  return [
    { kind: 'conv', id: `conv${number}`, filters, kernel: 5, stride: 2, padding: 2, bias: false },
    { kind: 'batchNorm', id: `norm${number}` },
    { kind: 'relu', id: `relu${number}` },
  ];
}

/** What the classifier makes of some images. */
export interface Classification {
  /** [count, 10] in row-major order; each row sums to 1. */
  readonly probabilities: Float32Array;
  /** [count, featureCount] in row-major order. */
  readonly features: Float32Array;
}

/** A small convolutional network that tells the ten digits apart, on the backend that `startTensorFlow` loaded. */
export interface Classifier {
  readonly trainable: readonly NamedVariable[];
  /** Running means and variances. */
  readonly statistics: readonly NamedVariable[];
  /** Images as `feedPixels` gives them, [batch, 28, 28, 1] → logits [batch, 10]. */
  logits(pixels: tf.Tensor, mode: ForwardMode): tf.Tensor2D;
  /** @param pixels [count, 28, 28, 1], 0 to 255 */
  classify(pixels: Uint8Array): Classification;
  dispose(): void;
}

/** Images that are classified at a time: bounds the memory. */
const evaluationBatch = 500;
const imageSize = digitImageShape[0] * digitImageShape[1] * digitImageShape[2];

/** First weights depend on the seed alone. */
export function createClassifier(seed: number): Classifier {
  const body = build('classifier', featureLayers, digitImageShape, seed, 0);
  const head = build('classifier', headLayers, [featureCount], seed, body.trainable.length);
  const parts: readonly Network[] = [body, head];

  const classifyBatch = (pixels: Uint8Array): Classification => {
    const [probabilities, features] = tf.tidy(() => {
      const images = feedPixels(pixels, [pixels.length / imageSize, ...digitImageShape]);
      const features = body.forward(scalePixels({ pixels: images }, { range: '[-1, 1]' }), { training: false });
      return [tf.softmax(head.forward(features, { training: false })), features] as const;
    });
    try {
      return {
        probabilities: probabilities.dataSync<'float32'>(),
        features: features.dataSync<'float32'>(),
      };
    } finally {
      tf.dispose([probabilities, features]);
    }
  };

  return {
    trainable: parts.flatMap(({ trainable }) => trainable),
    statistics: parts.flatMap(({ statistics }) => statistics),
    logits: (pixels, mode) =>
      tf.tidy(
        () => head.forward(body.forward(scalePixels({ pixels }, { range: '[-1, 1]' }), mode), mode) as tf.Tensor2D,
      ),
    classify(pixels) {
      const count = pixels.length / imageSize;
      if (!Number.isInteger(count)) throw new RangeError(`${pixels.length} bytes are not images of 28x28x1.`);
      const probabilities = new Float32Array(count * digitCount);
      const features = new Float32Array(count * featureCount);
      for (let first = 0; first < count; first += evaluationBatch) {
        const part = classifyBatch(pixels.subarray(first * imageSize, (first + evaluationBatch) * imageSize));
        probabilities.set(part.probabilities, first * digitCount);
        features.set(part.features, first * featureCount);
      }
      return { probabilities, features };
    },
    dispose: () => parts.forEach((part) => part.dispose()),
  };
}

function build(name: string, spec: NetworkSpec, inputShape: Shape, seed: number, firstTable: number): Network {
  return buildNetwork({ name, description: describe(spec, inputShape), initialisation: 'fanIn', seed, firstTable });
}

function describe(spec: NetworkSpec, inputShape: Shape): NetworkDescription {
  const inference = inferShapes(spec, inputShape);
  if (!inference.ok) throw new Error(inWords(inference.error.told, 'en'));
  return inference.network;
}
