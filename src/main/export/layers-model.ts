import { assertNever } from '../../shared/assert-never';
import { elementCount, type NamedTensor, type Shape } from '../../shared/tensor';
import { studioVersion } from '../../shared/version';
import {
  generatorMetadata,
  noEqual,
  type ExportedGenerator,
  type ExportedLayer,
  type LayerValueName,
  type LayerValues,
} from './generator';

/** As PyTorch's norms have it. */
const epsilon = 1e-5;
const weightsFile = 'weights.bin';

/** A layer as Keras 2 and TensorFlow.js describe it. */
interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers that it takes. */
  readonly inputs: readonly string[];
  /** Its arrays by Keras' names. */
  readonly arrays?: Readonly<Record<string, LayerValues | undefined>>;
}

/**
 * The generator as a TensorFlow.js LayersModel: `input` [batch, latent] and, where it takes the class, `label` [batch,
 * classes] with 1 at the class → [batch, height, width, channels] in the recipe's range of pixels.
 *
 * @returns the files of its folder by name
 * @throws StudioError `invalid-request` for a layer that Keras has no equal of
 */
export function layersModel(generator: ExportedGenerator): Readonly<Record<string, Uint8Array>> {
  const layers = kerasLayers(generator);
  const arrays = layers.flatMap(({ name, arrays: own = {} }) =>
    Object.entries(own).flatMap(([part, values]) => (values ? [named(`${name}/${part}`, values)] : [])),
  );
  const manifest = arrays.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const model = {
    format: 'layers-model',
    generatedBy: `GAN Studio ${studioVersion}`,
    convertedBy: null,
    modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config: topologyOf(generator, layers) },
    weightsManifest: [{ paths: [weightsFile], weights: manifest }],
    userDefinedMetadata: generatorMetadata(generator),
  };
  const weights = arrays.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return { 'model.json': Buffer.from(JSON.stringify(model)), [weightsFile]: Buffer.concat(weights) };
}

function named(name: string, { shape, data }: LayerValues): NamedTensor {
  return { name, dtype: 'float32', shape, data };
}

function topologyOf({ recipe }: ExportedGenerator, layers: readonly KerasLayer[]): object {
  const inputs = layers.filter(({ className }) => className === 'InputLayer');
  const port = ({ name }: KerasLayer): readonly unknown[] => [name, 0, 0];
  return {
    class_name: 'Functional',
    config: {
      name: recipe.preset,
      layers: layers.map(({ className, name, config, inputs: sources }) => ({
        class_name: className,
        config: { name, dtype: 'float32', ...config },
        name,
        inbound_nodes: sources.length === 0 ? [] : [sources.map((source) => [source, 0, 0, {}])],
      })),
      input_layers: inputs.map(port),
      output_layers: layers.slice(-1).map(port),
    },
  };
}

function kerasLayers(generator: ExportedGenerator): readonly KerasLayer[] {
  const { latent, classes } = generator.recipe;
  const inUse = generator.layers;
  const taken = new Set(inUse.flatMap(({ sources }) => sources));
  const layers = [
    ...(taken.has('input') ? [inputLayer('input', latent.size)] : []),
    ...(taken.has('label') ? [inputLayer('label', classes ?? 0)] : []),
  ];
  /** Which Keras layer makes what a layer makes. */
  const makers = new Map([
    ['input', 'input'],
    ['label', 'label'],
  ]);
  for (const described of inUse) {
    const sources = described.sources.map((source) => makers.get(source) ?? source);
    const made = kerasLayersOf(described, sources);
    layers.push(...made);
    makers.set(described.layer.id, made.at(-1)?.name ?? sources[0] ?? '');
  }
  return withOwnEnd(layers, makers.get(inUse.at(-1)?.layer.id ?? '') ?? '');
}

/** The model's output is that of the last layer of the list; where the network ends in a layer that does nothing it is not. */
function withOwnEnd(layers: readonly KerasLayer[], end: string): readonly KerasLayer[] {
  if (layers.at(-1)?.name === end) return layers;
  return [...layers, { className: 'Activation', name: 'end-linear', config: { activation: 'linear' }, inputs: [end] }];
}

function inputLayer(name: string, size: number): KerasLayer {
  return { className: 'InputLayer', name, config: { batch_input_shape: [null, size], sparse: false }, inputs: [] };
}

/** What does as the layer does, in the order of the data; nothing where evaluation does nothing. Ids have no hyphen. */
function kerasLayersOf(described: ExportedLayer, inputs: readonly string[]): readonly KerasLayer[] {
  const { layer, inputShape, outputShape, values } = described;
  const { id: name } = layer;
  const plain = (className: string, config: KerasLayer['config'] = {}, arrays = {}): readonly KerasLayer[] => [
    { className, name, config, inputs, arrays },
  ];
  const array = (value: LayerValueName): LayerValues | undefined => values.get(value);
  switch (layer.kind) {
    case 'dense':
      return plain('Dense', denseConfig(layer.units, layer.bias), { kernel: array('weight'), bias: array('bias') });
    case 'embedding':
      return plain('Dense', denseConfig(layer.size, false), { kernel: array('weight') });
    case 'conv':
      return convolution(described, inputs);
    case 'transposedConv':
      return transposedConvolution(described, inputs);
    case 'batchNorm':
      return plain(
        'BatchNormalization',
        { axis: -1, epsilon, momentum: 0.9, center: true, scale: true },
        {
          gamma: array('scale'),
          beta: array('offset'),
          moving_mean: array('runningMean'),
          moving_variance: array('runningVariance'),
        },
      );
    case 'layerNorm': {
      const config = { axis: axesOf(inputShape), epsilon, center: true, scale: true };
      return plain('LayerNormalization', config, { gamma: array('scale'), beta: array('offset') });
    }
    case 'instanceNorm':
      // over the sides alone, without numbers of its own
      return plain('LayerNormalization', { axis: [1, 2], epsilon, center: false, scale: false });
    case 'relu':
      return plain('ReLU');
    case 'leakyRelu':
      return plain('LeakyReLU', { alpha: layer.slope });
    case 'tanh':
    case 'sigmoid':
    case 'softplus':
      return plain('Activation', { activation: layer.kind });
    case 'dropout':
    case 'noise':
      return [];
    case 'concat':
      return inputs.length === 1 ? [] : plain('Concatenate', { axis: -1 });
    case 'add':
      return inputs.length === 1 ? [] : plain('Add');
    case 'flatten':
      return plain('Reshape', { target_shape: [elementCount(outputShape)] });
    case 'reshape':
      return plain('Reshape', { target_shape: outputShape });
    case 'upsample':
      return plain('UpSampling2D', {
        size: [layer.factor, layer.factor],
        data_format: 'channels_last',
        interpolation: 'nearest',
      });
    case 'minibatchDiscrimination':
    case 'minibatchDeviation':
      throw noEqual(described, 'a LayersModel', 'it makes an image depend on the others of its batch');
    default:
      return assertNever(layer);
  }
}

function axesOf(shape: Shape): readonly number[] {
  return Array.from(shape, (_, axis) => axis + 1);
}

function denseConfig(units: number, bias: boolean): KerasLayer['config'] {
  return { units, use_bias: bias, activation: 'linear' };
}

function windowConfig(layer: { filters: number; kernel: number; stride: number; bias: boolean }): KerasLayer['config'] {
  return {
    filters: layer.filters,
    kernel_size: [layer.kernel, layer.kernel],
    strides: [layer.stride, layer.stride],
    padding: 'valid',
    data_format: 'channels_last',
    use_bias: layer.bias,
    activation: 'linear',
  };
}

type Convolution = Extract<ExportedLayer['layer'], { kind: 'conv' | 'transposedConv' }>;

/** Keras pads as much as its own formula wants, so the padding is a layer of its own. */
function convolution({ layer, values }: ExportedLayer, inputs: readonly string[]): readonly KerasLayer[] {
  const { id, padding, ...window } = layer as Convolution;
  const arrays = { kernel: values.get('weight'), bias: values.get('bias') };
  const convolve = (taken: readonly string[]): KerasLayer => {
    return { className: 'Conv2D', name: id, config: windowConfig(window), inputs: taken, arrays };
  };
  if (padding === 0) return [convolve(inputs)];
  const padded = {
    className: 'ZeroPadding2D',
    name: `${id}-padding`,
    config: frame('padding', padding, padding),
    inputs,
  };
  return [padded, convolve([padded.name])];
}

/**
 * The whole transposed convolution, of which PyTorch's padding is cut off again. Keras makes side · stride + max(kernel -
 * stride, 0) pixels: where the stride is larger than the kernel, more than there is anything for.
 */
function transposedConvolution({ layer, values }: ExportedLayer, inputs: readonly string[]): readonly KerasLayer[] {
  const { id, padding, ...window } = layer as Convolution;
  const arrays = { kernel: values.get('weight'), bias: values.get('bias') };
  const whole = { className: 'Conv2DTranspose', name: id, config: windowConfig(window), inputs, arrays };
  const surplus = padding + Math.max(window.stride - window.kernel, 0);
  if (surplus === 0) return [whole];
  return [
    whole,
    { className: 'Cropping2D', name: `${id}-cropping`, config: frame('cropping', padding, surplus), inputs: [id] },
  ];
}

/** Pixels on top and left, and on bottom and right, that are added or taken away. */
function frame(what: 'padding' | 'cropping', before: number, after: number): KerasLayer['config'] {
  const side = [before, after];
  return { [what]: [side, side], data_format: 'channels_last' };
}
