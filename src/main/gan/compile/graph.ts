import type { Shape } from '../../../shared/tensor';
import { message, type MessageWriter } from '../../formats/protobuf';
import { attributeTypes, nativeTypes, stringAttribute, typeAttribute } from '../ops/native-backend';
import type { NativeType, OpAttribute } from '../ops/native-backend';
import { NotRecordable } from './not-recordable';

/** One output of a node. */
export interface GraphValue {
  readonly node: string;
  readonly output: number;
}

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** As TensorFlow writes them: `node`, `node:1`, and `^node` for what must only have run before. */
  readonly inputs: readonly string[];
  readonly attributes: readonly OpAttribute[];
}

/** A TensorFlow graph under construction: nodes are only ever added, each under a name of its own. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  /**
   * @param controls nodes that must have run before this one, besides those that it takes its inputs from
   * @returns the name of the node
   */
  add(
    op: string,
    attributes: readonly OpAttribute[],
    inputs: readonly GraphValue[],
    controls?: readonly string[],
  ): string;
}

export function createGraph(): Graph {
  const nodes: GraphNode[] = [];
  return {
    nodes,
    add: (op, attributes, inputs, controls = []) => {
      // no commas: the binding joins names with them
      const name = `n${nodes.length}_${op}`;
      const edges = inputs.map(({ node, output }) => (output === 0 ? node : `${node}:${output}`));
      const others = [...new Set(controls)].map((control) => `^${control}`);
      nodes.push({ name, op, attributes, inputs: [...edges, ...others] });
      return name;
    },
  };
}

/** The tensor of a `Const` node. */
export interface ConstantTensor {
  readonly dtype: number;
  readonly shape: Shape;
  /** Little-endian, row by row. */
  readonly bytes: Uint8Array;
}

/** TF_ATTR_TENSOR of TensorFlow's C interface. */
const tensorAttributeType = 6;

export function addConstant(graph: Graph, tensor: ConstantTensor): GraphValue {
  const attributes = [
    { name: 'dtype', type: attributeTypes.type, value: tensor.dtype },
    { name: 'value', type: tensorAttributeType, value: tensor },
  ];
  return { node: graph.add('Const', attributes, []), output: 0 };
}

export function addScalar(graph: Graph, value: number): GraphValue {
  const bytes = new Uint8Array(Float32Array.of(value).buffer);
  return addConstant(graph, { dtype: nativeTypes.float32, shape: [], bytes });
}

/** A value that is fed, copied before use: the memory of a fed array must not become a variable's. */
export function addInput(
  graph: Graph,
  type: NativeType,
  shape: Shape,
): { readonly node: string; readonly value: GraphValue } {
  const node = graph.add('Placeholder', [typeAttribute('dtype', type), shapeAttribute('shape', shape)], []);
  return { node, value: { node: graph.add('DeepCopy', [typeAttribute('T', type)], [{ node, output: 0 }]), output: 0 } };
}

export function addVariable(graph: Graph, name: string, shape: Shape): GraphValue {
  const attributes = [
    typeAttribute('dtype'),
    shapeAttribute('shape', shape),
    stringAttribute('shared_name', name),
    stringAttribute('container', ''),
  ];
  return { node: graph.add('VarHandleOp', attributes, []), output: 0 };
}

export function addRead(graph: Graph, variable: GraphValue, controls: readonly string[] = []): GraphValue {
  return { node: graph.add('ReadVariableOp', [typeAttribute('dtype')], [variable], controls), output: 0 };
}

/** @returns the name of the node */
export function addAssignment(
  graph: Graph,
  variable: GraphValue,
  value: GraphValue,
  controls: readonly string[] = [],
): string {
  return graph.add('AssignVariableOp', [typeAttribute('dtype')], [variable, value], controls);
}

function shapeAttribute(name: string, shape: Shape): OpAttribute {
  return { name, type: attributeTypes.shape, value: shape };
}

/**
 * The graph as the bytes of `saved_model.pb`: one meta graph tagged `serve`, without signatures or a saver, because
 * values go in and out through nodes that are asked for by name. tensorflow/core/protobuf/saved_model.proto
 *
 * @throws NotRecordable where a node has an attribute of an unknown kind.
 */
export function encodeSavedModel(graph: Graph): Uint8Array {
  const definition = message();
  for (const node of graph.nodes) definition.message(1, encodeNode(node));
  definition.message(4, message().integer(1, graphProducer));
  const information = message().text(4, serveTag);
  const metaGraph = message().message(1, information).message(2, definition);
  return message().integer(1, savedModelSchema).message(2, metaGraph).finish();
}

export const serveTag = 'serve';
/** TF_GRAPH_DEF_VERSION that the recorded ops are written against; later TensorFlows read it. */
const graphProducer = 1286;
const savedModelSchema = 1;

function encodeNode({ name, op, inputs, attributes }: GraphNode): MessageWriter {
  const node = message().text(1, name).text(2, op);
  for (const input of inputs) node.text(3, input);
  for (const attribute of attributes) {
    node.message(5, message().text(1, attribute.name).message(2, encodeAttribute(op, attribute)));
  }
  return node;
}

/** tensorflow/core/framework/attr_value.proto */
function encodeAttribute(op: string, { name, type, value }: OpAttribute): MessageWriter {
  if (type === attributeTypes.type && typeof value === 'number') return message().integer(6, value);
  if (type === attributeTypes.string && typeof value === 'string') return message().text(2, value);
  if (type === attributeTypes.bool && typeof value === 'boolean') return message().boolean(5, value);
  if (type === attributeTypes.float && typeof value === 'number') return message().float(4, value);
  if (type === attributeTypes.int && typeof value === 'number') return message().integer(3, value);
  if (type === attributeTypes.int && isShape(value)) return message().message(1, message().integers(3, value));
  if (type === attributeTypes.shape && isShape(value)) return message().message(7, encodeShape(value));
  if (type === tensorAttributeType) return message().message(8, encodeTensor(value as ConstantTensor));
  throw new NotRecordable(`${op} has an attribute "${name}" of a kind that cannot be written as a graph.`);
}

function isShape(value: unknown): value is Shape {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

/** tensorflow/core/framework/tensor.proto; one number stands for all where all are the same. */
function encodeTensor({ dtype, shape, bytes }: ConstantTensor): MessageWriter {
  const tensor = message().integer(1, dtype).message(2, encodeShape(shape));
  const same = dtype === nativeTypes.float32 ? commonFloat(bytes) : undefined;
  return same === undefined ? tensor.bytes(4, bytes) : tensor.floats(5, [same]);
}

/** The number that all floats are; undefined where they differ or there are none. */
export function commonFloat(bytes: Uint8Array): number | undefined {
  const values = new Float32Array(bytes.slice().buffer);
  const [first] = values;
  return first !== undefined && values.every((value) => Object.is(value, first)) ? first : undefined;
}

function encodeShape(shape: Shape): MessageWriter {
  const encoded = message();
  for (const size of shape) encoded.message(2, message().integer(1, size));
  return encoded;
}
