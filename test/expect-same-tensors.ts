import { expect } from 'vitest';
import type { NamedTensor } from '../src/shared/tensor';

/** The same tensors, bit for bit. Vitest's own comparison takes tens of seconds for a million numbers. */
export function expectSameTensors(actual: readonly NamedTensor[], expected: readonly NamedTensor[], what = ''): void {
  const plan = (tensors: readonly NamedTensor[]) => tensors.map(({ name, dtype, shape }) => ({ name, dtype, shape }));
  expect(plan(actual), what).toEqual(plan(expected));
  expect(differing(actual, expected), `${what} tensors that differ`).toEqual([]);
}

/** At least one of them differs in at least one bit. */
export function expectOtherTensors(actual: readonly NamedTensor[], expected: readonly NamedTensor[]): void {
  expect(differing(actual, expected)).not.toEqual([]);
}

function differing(actual: readonly NamedTensor[], expected: readonly NamedTensor[]): readonly string[] {
  return actual.flatMap(({ name, data }, index) => {
    const other = expected[index]?.data;
    return other && bytesOf(data).equals(bytesOf(other)) ? [] : [name];
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: NamedTensor['data']): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
