import { describeNetwork, imageShape, networkInputShape, type NetworkRole, type Recipe } from '../../../shared/recipe';
import type { LayerDescription } from '../../../shared/shape-inference';
import type { Shape } from '../../../shared/tensor';
import { message, type MessageWriter } from '../../formats/protobuf';

/**
 * Both networks of a recipe as one TensorFlow GraphDef that is only looked at, never run: a node a layer, named
 * `generator/ID` or `discriminator/ID`, its op the layer's kind. Field numbers: tensorflow/core/framework/graph.proto,
 * node_def.proto, attr_value.proto and tensor_shape.proto.
 */
export function encodeGraph(recipe: Recipe): Uint8Array {
  const graph = message();
  for (const node of networkNodes(recipe)) graph.message(1, encodeNode(node));
  return graph.message(4, message().integer(1, graphProducer)).finish();
}

/** Any version from 2016 on: TensorBoard shows the number, no more. */
const graphProducer = 1286;

type Attribute = number | boolean | string | readonly number[] | readonly string[] | { readonly shape: Shape };

interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  /** Without the batch. */
  readonly outputShape: Shape;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

function networkNodes(recipe: Recipe): readonly GraphNode[] {
  const generator = describeNetwork(recipe, 'generator').layers;
  const discriminator = describeNetwork(recipe, 'discriminator').layers;
  const made = nodeName('generator', generator.at(-1)?.layer.id ?? 'input');
  const takesLabels = [...generator, ...discriminator].some(({ sources }) => sources.includes('label'));
  return [
    placeholder('latents', networkInputShape(recipe, 'generator')),
    placeholder('images', imageShape(recipe)),
    ...(takesLabels && recipe.classes !== null ? [placeholder('labels', [recipe.classes])] : []),
    ...generator.map((layer) => layerNode('generator', layer, 'latents')),
    {
      name: nodeName('discriminator', 'input'),
      op: 'realOrMade',
      inputs: ['images', made],
      outputShape: imageShape(recipe),
      attributes: {},
    },
    ...discriminator.map((layer) => layerNode('discriminator', layer, nodeName('discriminator', 'input'))),
  ];
}

function nodeName(role: NetworkRole, id: string): string {
  return `${role}/${id}`;
}

function placeholder(name: string, outputShape: Shape): GraphNode {
  return { name, op: 'Placeholder', inputs: [], outputShape, attributes: {} };
}

/** Of a layer's settings. */
const shownByNode: ReadonlySet<string> = new Set(['id', 'kind', 'inputs']);

function layerNode(role: NetworkRole, description: LayerDescription, networkInput: string): GraphNode {
  const { layer, sources, outputShape, parameters, parameterCount } = description;
  const nodeOf = (source: string): string => {
    if (source === 'input') return networkInput;
    return source === 'label' ? 'labels' : nodeName(role, source);
  };
  const settings = Object.entries(layer).filter(([key]) => !shownByNode.has(key));
  const shapes = parameters.map(({ name, shape }) => [`shape_of_${name}`, { shape }] as const);
  return {
    name: nodeName(role, layer.id),
    op: layer.kind,
    inputs: sources.map(nodeOf),
    outputShape,
    attributes: { ...Object.fromEntries([...settings, ...shapes]), parameters: parameterCount },
  };
}

function encodeNode({ name, op, inputs, outputShape, attributes }: GraphNode): MessageWriter {
  const node = message().text(1, name).text(2, op);
  for (const input of inputs) node.text(3, input);
  // what TensorBoard writes on the edges; the batch may be of any size
  const outputShapes = message().message(1, message().message(7, encodeShape([-1, ...outputShape])));
  const encoded = Object.entries(attributes).map(([key, value]) => [key, encodeAttribute(value)] as const);
  for (const [key, value] of [['_output_shapes', outputShapes] as const, ...encoded].sort(byKey)) {
    node.message(5, message().text(1, key).message(2, value));
  }
  return node;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function encodeAttribute(value: Attribute): MessageWriter {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? message().integer(3, value) : message().float(4, value);
  }
  if (typeof value === 'boolean') return message().boolean(5, value);
  if (typeof value === 'string') return message().text(2, value);
  if ('shape' in value) return message().message(7, encodeShape(value.shape));
  const list = message();
  if (isNumbers(value)) list.integers(3, value);
  else for (const text of value) list.text(2, text);
  return message().message(1, list);
}

function isNumbers(values: readonly number[] | readonly string[]): values is readonly number[] {
  return typeof values[0] === 'number';
}

/** @param shape -1 where a side may be of any size */
function encodeShape(shape: Shape): MessageWriter {
  const encoded = message();
  for (const size of shape) encoded.message(2, message().integer(1, size));
  return encoded;
}
