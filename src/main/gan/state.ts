import * as tf from '@tensorflow/tfjs-core';
import { elementCount, formatShape, type NamedTensor, type Shape } from '../../shared/tensor';
import { StudioError } from '../../shared/studio-error';
import type { NamedVariable } from './network';
import { toldList } from '../../shared/wording/told-list';
import { worded, type Worded } from '../../shared/wording/worded';

/** How often an optimiser has moved its network; part of a checkpoint, because Adam's bias correction needs it. */
export interface UpdateCounter {
  /** For example `optimiser/generator/updates`. */
  readonly name: string;
  count: number;
}

export interface VariableShape {
  readonly name: string;
  readonly shape: Shape;
}

export function shapesOf(variables: readonly NamedVariable[]): readonly VariableShape[] {
  return variables.map(({ name, variable }) => ({ name, shape: [...variable.shape] }));
}

/** Copies every variable out as plain numbers. */
export function readVariables(variables: readonly NamedVariable[]): readonly NamedTensor[] {
  return variables.map(({ name, variable }) => ({
    name,
    dtype: 'float32',
    shape: [...variable.shape],
    data: Float32Array.from(variable.dataSync<'float32'>()),
  }));
}

/** Puts plain numbers, which have been checked, into variables. */
export function writeVariables(tensors: readonly NamedTensor[], variables: readonly NamedVariable[]): void {
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  for (const { name, variable } of variables) {
    const data = given.get(name)?.data as Float32Array;
    // a copy: TensorFlow may compute in the very memory that it is given
    tf.tidy(() => {
      variable.assign(tf.tensor(data.slice(), variable.shape, 'float32'));
    });
  }
}

export function readCounters(counters: readonly UpdateCounter[]): readonly NamedTensor[] {
  return counters.map(({ name, count }) => ({ name, dtype: 'int32', shape: [], data: Int32Array.of(count) }));
}

export function writeCounters(tensors: readonly NamedTensor[], counters: readonly UpdateCounter[]): void {
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  for (const counter of counters) counter.count = given.get(counter.name)?.data[0] ?? 0;
}

/**
 * Compares what is to be put back with what is there.
 *
 * @throws StudioError `checkpoint-damaged` where a tensor is missing, unknown or of another shape or type.
 */
export function checkTensors(
  tensors: readonly NamedTensor[],
  variables: readonly VariableShape[],
  counters: readonly UpdateCounter[],
): void {
  const expected = [
    ...variables.map(({ name, shape }) => ({ name, dtype: 'float32', shape })),
    ...counters.map(({ name }) => ({ name, dtype: 'int32', shape: [] })),
  ];
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const faults = [
    ...expected.flatMap((wanted) => faultOf(given.get(wanted.name), wanted)),
    ...unknownNames(tensors, new Set(expected.map(({ name }) => name))),
  ];
  if (faults.length > 0)
    throw new StudioError('checkpoint-damaged', worded('checkpoint.otherRecipe', { faults: toldList(faults) }));
}

interface Expected {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

function faultOf(tensor: NamedTensor | undefined, { name, dtype, shape }: Expected): readonly Worded[] {
  if (!tensor) return [worded('tensor.missing', { name })];
  const sameShape = tensor.shape.length === shape.length && shape.every((size, axis) => tensor.shape[axis] === size);
  if (!sameShape)
    return [worded('tensor.otherShape', { name, found: formatShape(tensor.shape), wanted: formatShape(shape) })];
  if (tensor.dtype !== dtype) return [worded('tensor.otherType', { name, found: tensor.dtype, wanted: dtype })];
  const count = elementCount(shape);
  const found = tensor.data.length;
  return found === count ? [] : [worded('tensor.otherCount', { name, found, wanted: count })];
}

function unknownNames(tensors: readonly NamedTensor[], known: ReadonlySet<string>): readonly Worded[] {
  const names = tensors.map(({ name }) => name);
  return [
    ...names.filter((name) => !known.has(name)).map((name) => worded('tensor.unknown', { name })),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => worded('tensor.again', { name })),
  ];
}
