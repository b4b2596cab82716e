import { z } from 'zod';
import type { NetworkSpec } from '../../shared/layer-specs';
import { elementCount, formatShape, type Shape } from '../../shared/tensor';
import { worded, type Worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import type { ForeignTensor } from '../formats/foreign-tensors';
import type { FittedWeights } from './fit-network';
import { kerasLayers, type KerasLayer } from './keras-model';
import { addPlain, translateLayer, type Translation } from './keras-translation';
import { kerasWeights } from './keras-weights';
import { squareImage } from './square-image';

/** A generator as its Keras model describes it. */
export interface KerasGenerator {
  readonly spec: NetworkSpec;
  readonly weights: FittedWeights;
  readonly latentSize: number;
  /** Of the square image. Pixels. */
  readonly side: number;
  readonly channels: 1 | 3;
  /** What had to be said otherwise than the model says it, a sentence each. */
  readonly notes: readonly Worded[];
  /** Names of the tensors that it is made of. */
  readonly used: ReadonlySet<string>;
}

/**
 * Says a Keras model by the studio's layers. Nothing is guessed: kinds, activations and windows stand in the model.
 *
 * @throws FormatError with the layer that cannot be said, or where the model makes no square image
 */
export function kerasGenerator(model: unknown, tensors: readonly ForeignTensor[]): KerasGenerator {
  const layers = kerasLayers(model);
  const { find, used } = kerasWeights(tensors);
  const taken = inputOf(layers);
  const latentSize = elementCount(taken);
  const into: Translation = { layers: [], numbers: new Map(), notes: new Map(), find, shape: [latentSize] };
  if (taken.length !== 1) addPlain(into, 'reshape', { kind: 'reshape', shape: [...taken] }, taken);
  for (const layer of layers) translateLayer(into, layer);
  const image = finishImage(into);
  const { layers: said, numbers, notes } = into;
  return { spec: { layers: said }, weights: numbers, latentSize, ...image, notes: [...notes.values()], used };
}

const shapeSchema = z.array(z.int().min(1).nullable()).min(2).max(4);

/** Without the batch. */
function inputOf([first]: readonly KerasLayer[]): Shape {
  const given = first?.config['batch_shape'] ?? first?.config['batch_input_shape'];
  const checked = shapeSchema.safeParse(given);
  const sizes = checked.success ? checked.data.slice(1).filter((size) => size !== null) : [];
  if (!checked.success || sizes.length + 1 !== checked.data.length) {
    throw new FormatError(worded('keras.noInput'));
  }
  return sizes;
}

function finishImage(into: Translation): Pick<KerasGenerator, 'side' | 'channels'> {
  const [height, width, depth, ...rest] = into.shape;
  if (height !== undefined && width === undefined) {
    const image = squareImage(height);
    if (image) {
      const shape = [image.side, image.side, image.channels];
      addPlain(into, 'reshape', { kind: 'reshape', shape }, shape);
      return image;
    }
  }
  const channels = ([1, 3] as const).find((count) => count === depth);
  if (height === undefined || height !== width || channels === undefined || rest.length > 0) {
    throw new FormatError(worded('keras.noImage', { shape: formatShape(into.shape) }));
  }
  return { side: height, channels };
}
