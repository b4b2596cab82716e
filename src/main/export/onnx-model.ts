import { assertNever } from '../../shared/assert-never';
import { StudioError } from '../../shared/studio-error';
import { elementCount, type Shape } from '../../shared/tensor';
import { studioVersion } from '../../shared/version';
import { worded } from '../../shared/wording/worded';
import { encodeOnnx, type OnnxConstant, type OnnxNode } from '../formats/onnx';
import {
  generatorMetadata,
  noEqual,
  type ExportedGenerator,
  type ExportedLayer,
  type LayerValueName,
} from './generator';
import { channelsFirst, isTurned, torchName, torchState } from './torch-state';

/** As PyTorch's norms have it. */
const epsilon = 1e-5;
/** A protocol buffer cannot be read beyond 2 GiB; a little is left for names. */
const maximumBytes = 2 ** 31 - 2 ** 20;

/**
 * The generator as an ONNX model: `z` float32 [batch, latent] and, where it takes the class, `label` int64 [batch] →
 * `image` float32 [batch, channels, height, width] in the recipe's range of pixels.
 *
 * @throws StudioError `invalid-request` for a layer that ONNX has no equal of, or more numbers than it can hold
 */
export function onnxModel(generator: ExportedGenerator): Uint8Array {
  const { recipe } = generator;
  const graph = new Graph(recipe.classes ?? 0);
  const layers = generator.layers;
  for (const described of layers) graph.settle(described.layer.id, valueOfLayer(graph, described));
  const last = layers.at(-1)?.layer.id ?? '';
  graph.add({ operator: 'Identity', name: 'image/end', inputs: [graph.valueOf(last)], output: 'image' });

  const used = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
  const weights = torchState(generator).map((tensor): OnnxConstant => ({ ...tensor, type: 'float32' }));
  const constants = [...weights, ...graph.constants].filter(({ name }) => used.has(name));
  checkSize(constants);
  const label = used.has('label') ? [{ name: 'label', type: 'int64', shape: ['batch'] } as const] : [];
  const { side, channels, range } = recipe.data;
  return encodeOnnx({
    graphName: recipe.preset,
    producerVersion: studioVersion,
    nodes: graph.nodes,
    constants,
    inputs: [{ name: 'z', type: 'float32', shape: ['batch', recipe.latent.size] }, ...label],
    outputs: [{ name: 'image', type: 'float32', shape: ['batch', channels, side, side] }],
    metadata: { ...generatorMetadata(generator), range, latents: recipe.latent.distribution },
  });
}

/** Nodes and constants as they come. Values of layers are named after them, others after the layer and their part. */
class Graph {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxConstant[] = [];
  readonly #values = new Map<string, string>([['input', 'z']]);

  constructor(private readonly classes: number) {}

  add(node: OnnxNode): string {
    this.nodes.push(node);
    return node.output;
  }

  constant(name: string, data: readonly number[], type: 'float32' | 'int64' = 'int64', shape: Shape = [data.length]) {
    const numbers = type === 'int64' ? { type, data } : { type, data: Float32Array.from(data) };
    this.constants.push({ name, shape, ...numbers });
    return name;
  }

  /** The value that stands for what a layer makes. */
  settle(id: string, value: string): void {
    this.#values.set(id, value);
  }

  valueOf(source: string): string {
    const value = this.#values.get(source);
    if (value !== undefined) return value;
    if (source !== 'label') throw new Error(`There is no value of "${source}".`);
    const depth = this.constant('label/classes', [this.classes]);
    const range = this.constant('label/range', [0, 1], 'float32');
    const inputs = ['label', depth, range];
    const oneHot = this.add({ operator: 'OneHot', name: 'label/oneHot', inputs, output: 'label/oneHot' });
    this.settle('label', oneHot);
    return oneHot;
  }
}

const plainOperators = { relu: 'Relu', tanh: 'Tanh', sigmoid: 'Sigmoid', softplus: 'Softplus' } as const;

/** Adds a layer's nodes. Shapes of values are [batch, channels, …sides]. @returns the value of what it makes */
function valueOfLayer(graph: Graph, described: ExportedLayer): string {
  const { layer, sources, inputShape, outputShape, values } = described;
  const [source = ''] = sources;
  const parameter = (name: LayerValueName): string => torchName(described, name);
  const bias = values.has('bias') ? [parameter('bias')] : [];
  const node = (
    operator: string,
    inputs: readonly string[],
    attributes: NonNullable<OnnxNode['attributes']> = {},
  ): string => graph.add({ operator, name: layer.id, inputs, output: `${layer.id}/output`, attributes });
  const x = (): string => graph.valueOf(source);
  switch (layer.kind) {
    case 'dense':
      return node('Gemm', [x(), parameter('weight'), ...bias], { transB: { integer: 1 } });
    case 'conv':
    case 'transposedConv': {
      const { kernel, stride, padding } = layer;
      return node(layer.kind === 'conv' ? 'Conv' : 'ConvTranspose', [x(), parameter('weight'), ...bias], {
        kernel_shape: { integers: [kernel, kernel] },
        strides: { integers: [stride, stride] },
        pads: { integers: [padding, padding, padding, padding] },
      });
    }
    case 'batchNorm': {
      const parameters = (['scale', 'offset', 'runningMean', 'runningVariance'] as const).map(parameter);
      return node('BatchNormalization', [x(), ...parameters], { epsilon: { float: epsilon } });
    }
    case 'layerNorm':
      return node('LayerNormalization', [x(), parameter('scale'), parameter('offset')], {
        axis: { integer: 1 },
        epsilon: { float: epsilon },
      });
    case 'instanceNorm':
      return node('InstanceNormalization', [x(), ...noChange(graph, described)], { epsilon: { float: epsilon } });
    case 'leakyRelu':
      return node('LeakyRelu', [x()], { alpha: { float: layer.slope } });
    case 'relu':
    case 'tanh':
    case 'sigmoid':
    case 'softplus':
      return node(plainOperators[layer.kind], [x()]);
    // they are at work while training only
    case 'dropout':
    case 'noise':
      return x();
    case 'embedding':
      if (source === 'label') return node('Gather', [parameter('weight'), 'label']);
      return node('MatMul', [x(), parameter('weight')]);
    case 'concat':
      return node(
        'Concat',
        sources.map((name) => graph.valueOf(name)),
        { axis: { integer: 1 } },
      );
    case 'add':
      return node(
        'Sum',
        sources.map((name) => graph.valueOf(name)),
      );
    case 'flatten':
    case 'reshape':
      return reshaped(graph, layer.id, x(), inputShape, outputShape);
    case 'upsample': {
      const scales = graph.constant(`${layer.id}/scales`, [1, 1, layer.factor, layer.factor], 'float32');
      return node('Resize', [x(), '', scales], {
        mode: { text: 'nearest' },
        coordinate_transformation_mode: { text: 'asymmetric' },
        nearest_mode: { text: 'floor' },
      });
    }
    case 'minibatchDiscrimination':
    case 'minibatchDeviation':
      throw noEqual(described, 'ONNX', 'it makes an image depend on the others of its batch');
    default:
      return assertNever(layer);
  }
}

/** Scale 1 and offset 0: ONNX wants them where the layer has none. */
function noChange(graph: Graph, { layer, inputShape }: ExportedLayer): readonly string[] {
  const same = (number: number): readonly number[] => Array.from({ length: inputShape.at(-1) ?? 0 }, () => number);
  return [
    graph.constant(`${layer.id}/scale`, same(1), 'float32'),
    graph.constant(`${layer.id}/offset`, same(0), 'float32'),
  ];
}

/** The recipe counts height, width, channels; the values here have the channels first. */
function reshaped(graph: Graph, id: string, x: string, from: Shape, to: Shape): string {
  const lastToFirst = (axes: number): readonly number[] => [
    0,
    axes,
    ...Array.from({ length: axes - 1 }, (_, i) => i + 1),
  ];
  const firstToLast = (axes: number): readonly number[] => [0, ...Array.from({ length: axes - 1 }, (_, i) => i + 2), 1];
  const transpose = (value: string, order: readonly number[], part: string): string =>
    graph.add({
      operator: 'Transpose',
      name: `${id}/${part}`,
      inputs: [value],
      output: `${id}/${part}`,
      attributes: { perm: { integers: order } },
    });
  const asRead = isTurned(from) ? transpose(x, firstToLast(from.length), 'channelsLast') : x;
  const turnsBack = isTurned(to);
  // 0 stands for the number of images
  const shape = graph.constant(`${id}/shape`, [0, ...(turnsBack ? to : channelsFirst(to))]);
  const output = turnsBack ? `${id}/reshaped` : `${id}/output`;
  const flat = graph.add({ operator: 'Reshape', name: id, inputs: [asRead, shape], output });
  return turnsBack ? transpose(flat, lastToFirst(to.length), 'output') : flat;
}

function checkSize(constants: readonly OnnxConstant[]): void {
  const bytes = constants.reduce((sum, { type, shape }) => sum + elementCount(shape) * (type === 'int64' ? 8 : 4), 0);
  if (bytes <= maximumBytes) return;
  const message = worded('export.onnxSize', { size: (bytes / 2 ** 30).toFixed(1) });
  throw new StudioError('invalid-request', message);
}
