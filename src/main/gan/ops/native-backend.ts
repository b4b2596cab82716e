import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '../../../shared/tensor';

/** An attribute of a native op, as the binding takes it. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** What the binding tells of an op's output. */
export interface NativeTensor {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The part of tfjs-node's backend that the operations and the recorder of steps stand on. */
export interface NativeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: {
    readonly TF_Version: string;
    createTensor(shape: Shape, dtype: number, data: Float32Array | Int32Array | Uint8Array): number;
    deleteTensor(id: number): void;
  };
  executeSingleOutput(op: string, attributes: readonly OpAttribute[], inputs: readonly Tensor[]): Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: readonly OpAttribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
  /** Wraps a native tensor; tfjs knows no uint8 and calls such a tensor int32. */
  createOutputTensor(native: NativeTensor): Tensor;
}

/** Types of attributes, the numbers of TensorFlow's C interface (TF_AttrType). */
const attributeTypes = { string: 0, int: 1, float: 2, bool: 3, type: 4 } as const;

/** Element types, the numbers of TensorFlow's C interface (TF_DataType). */
export const nativeTypes = { float32: 1, int32: 3, uint8: 4 } as const;
export type NativeType = keyof typeof nativeTypes;

export function stringAttribute(name: string, value: string): OpAttribute {
  return { name, type: attributeTypes.string, value };
}

/** A whole number or a list of them. */
export function intAttribute(name: string, value: number | readonly number[]): OpAttribute {
  return { name, type: attributeTypes.int, value };
}

export function floatAttribute(name: string, value: number): OpAttribute {
  return { name, type: attributeTypes.float, value };
}

export function boolAttribute(name: string, value: boolean): OpAttribute {
  return { name, type: attributeTypes.bool, value };
}

export function typeAttribute(name: string, type: NativeType = 'float32'): OpAttribute {
  return { name, type: attributeTypes.type, value: nativeTypes[type] };
}
