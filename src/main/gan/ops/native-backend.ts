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

export type TensorValues = Float32Array | Int32Array | Uint8Array;

/** The native module below tfjs-node. Ids of tensors only grow and are never used again. */
export interface NativeBinding {
  readonly TF_Version: string;
  createTensor(shape: Shape, dtype: number, data: TensorValues): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): TensorValues;
  executeOp(op: string, attributes: readonly OpAttribute[], inputs: readonly number[], outputs: number): NativeTensor[];
  /** Opens the graph of a SavedModel's folder as a session. @returns the session's id */
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(session: number): void;
  /** One call of a session; names of nodes with their output, joined by commas. */
  runSavedModel(session: number, inputs: readonly number[], inputNames: string, outputNames: string): NativeTensor[];
  /** There while a step is recorded: see ../compile/tape.ts. */
  readonly recordUpdate?: RecordUpdate;
}

/** An optimiser's update of one variable and its slots, as one of TensorFlow's fused update ops has it. */
export interface FusedUpdate {
  /** For example `ResourceApplyAdam`. */
  readonly op: string;
  /** The op's inputs in its order; those called `variable` are changed by it. */
  readonly inputs: readonly FusedInput[];
  readonly attributes: readonly OpAttribute[];
}

export type FusedInput =
  | { readonly kind: 'variable' | 'tensor'; readonly tensor: Tensor }
  /** A float32 scalar. */
  | { readonly kind: 'constant'; readonly value: number };

/**
 * Runs `execute` for its numbers, which are the variables' new ones in the order of the update's variables, and writes
 * the fused op down in the place of what ran.
 */
export type RecordUpdate = (update: FusedUpdate, execute: () => Tensor[]) => Tensor[];

/** The part of tfjs-node's backend that the operations and the recorder of steps stand on. */
export interface NativeBackend {
  readonly isUsingGpuDevice: boolean;
  binding: NativeBinding;
  executeSingleOutput(op: string, attributes: readonly OpAttribute[], inputs: readonly Tensor[]): Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: readonly OpAttribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
  /** The native ids of tensors. */
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  /** Wraps a native tensor; tfjs knows no uint8 and calls such a tensor int32. */
  createOutputTensor(native: NativeTensor): Tensor;
}

/** Types of attributes, the numbers of TensorFlow's C interface (TF_AttrType). */
export const attributeTypes = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;

/** Element types, the numbers of TensorFlow's C interface (TF_DataType). */
export const nativeTypes = { float32: 1, int32: 3, uint8: 4, bfloat16: 14, float16: 19 } as const;
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
