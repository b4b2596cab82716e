import * as tf from '@tensorflow/tfjs-core';
import { elementCount, formatShape, type NamedTensor, type Shape } from '../../shared/tensor';
import { StudioError } from '../../shared/studio-error';
import type { NamedVariable } from './network';

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
  if (faults.length > 0) throw new StudioError('checkpoint-damaged', describeFaults(faults));
}

interface Expected {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

function faultOf(tensor: NamedTensor | undefined, { name, dtype, shape }: Expected): readonly string[] {
  if (!tensor) return [`${name} is missing`];
  const sameShape = tensor.shape.length === shape.length && shape.every((size, axis) => tensor.shape[axis] === size);
  if (!sameShape) return [`${name} is [${formatShape(tensor.shape)}] but must be [${formatShape(shape)}]`];
  if (tensor.dtype !== dtype) return [`${name} holds ${tensor.dtype} but must hold ${dtype}`];
  const count = elementCount(shape);
  return tensor.data.length === count ? [] : [`${name} holds ${tensor.data.length} numbers but must hold ${count}`];
}

function unknownNames(tensors: readonly NamedTensor[], known: ReadonlySet<string>): readonly string[] {
  const names = tensors.map(({ name }) => name);
  return [
    ...names.filter((name) => !known.has(name)).map((name) => `${name} is unknown`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is there twice`),
  ];
}

function describeFaults(faults: readonly string[]): string {
  const shown = 5;
  const rest = faults.length > shown ? ` and ${faults.length - shown} more` : '';
  return `The checkpoint does not fit the recipe: ${faults.slice(0, shown).join('; ')}${rest}. Use one of this recipe.`;
}
