import type { NamedTensor, Shape } from '../../shared/tensor';
import { message, type MessageWriter } from './protobuf';

/*
 * Messages of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, as far as a network needs them. Numbers are the
 * fields' numbers there.
 */

export type OnnxAttribute =
  | { readonly integer: number }
  | { readonly float: number }
  | { readonly integers: readonly number[] }
  | { readonly text: string };

export interface OnnxNode {
  readonly operator: string;
  readonly name: string;
  /** Names of values; an empty one stands for an input that is left out. */
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

/** A value that goes in or comes out; `batch` stands for any number of images. */
export interface OnnxValue {
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly shape: readonly (number | 'batch')[];
}

/** An array that belongs to the model. */
export type OnnxConstant =
  | { readonly name: string; readonly type: 'float32'; readonly shape: Shape; readonly data: NamedTensor['data'] }
  | { readonly name: string; readonly type: 'int64'; readonly shape: Shape; readonly data: readonly number[] };

export interface OnnxModel {
  readonly graphName: string;
  readonly producerVersion: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly metadata: Readonly<Record<string, string>>;
}

const intermediateVersion = 8;
/** The first set of operators that has LayerNormalization; known since ONNX 1.12 of 2022. */
const operatorSet = 17;
const elementTypes = { float32: 1, int64: 7 } as const;
const attributeTypes = { float: 1, integer: 2, text: 3, integers: 7 } as const;

export function encodeOnnx(model: OnnxModel): Uint8Array {
  const file = message()
    .integer(1, intermediateVersion)
    .text(2, 'GAN Studio')
    .text(3, model.producerVersion)
    .message(7, encodeGraph(model))
    .message(8, message().text(1, '').integer(2, operatorSet));
  for (const [key, value] of Object.entries(model.metadata)) file.message(14, message().text(1, key).text(2, value));
  return file.finish();
}

function encodeGraph({ graphName, nodes, constants, inputs, outputs }: OnnxModel): MessageWriter {
  const graph = message();
  for (const node of nodes) graph.message(1, encodeNode(node));
  graph.text(2, graphName);
  for (const constant of constants) graph.message(5, encodeConstant(constant));
  for (const input of inputs) graph.message(11, encodeValue(input));
  for (const output of outputs) graph.message(12, encodeValue(output));
  return graph;
}

function encodeNode({ operator, name, inputs, output, attributes = {} }: OnnxNode): MessageWriter {
  const node = message();
  for (const input of inputs) node.text(1, input);
  node.text(2, output).text(3, name).text(4, operator);
  for (const [key, value] of Object.entries(attributes)) node.message(5, encodeAttribute(key, value));
  return node;
}

function encodeAttribute(name: string, value: OnnxAttribute): MessageWriter {
  const attribute = message().text(1, name);
  if ('float' in value) return attribute.float(2, value.float).integer(20, attributeTypes.float);
  if ('integer' in value) return attribute.integer(3, value.integer).integer(20, attributeTypes.integer);
  if ('text' in value) return attribute.text(4, value.text).integer(20, attributeTypes.text);
  return attribute.integers(8, value.integers).integer(20, attributeTypes.integers);
}

function encodeConstant(constant: OnnxConstant): MessageWriter {
  return message()
    .integers(1, constant.shape)
    .integer(2, elementTypes[constant.type])
    .text(8, constant.name)
    .bytes(9, rawBytes(constant));
}

/** Little-endian, as every machine that the studio runs on has it. */
function rawBytes(constant: OnnxConstant): Uint8Array {
  const data = constant.type === 'int64' ? BigInt64Array.from(constant.data, BigInt) : constant.data;
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function encodeValue({ name, type, shape }: OnnxValue): MessageWriter {
  const dimensions = message();
  for (const size of shape) {
    dimensions.message(1, size === 'batch' ? message().text(2, size) : message().integer(1, size));
  }
  const tensorType = message().integer(1, elementTypes[type]).message(2, dimensions);
  return message().text(1, name).message(2, message().message(1, tensorType));
}
