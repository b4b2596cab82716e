import { describe, expect, it } from 'vitest';
import {
  addConstant,
  addScalar,
  commonFloat,
  createGraph,
  encodeSavedModel,
} from '../../../../../src/main/gan/compile/graph';

describe('a graph', () => {
  it('names nodes apart and writes inputs and what must only have run before', () => {
    const graph = createGraph();
    const first = addScalar(graph, 1);
    const split = graph.add('Split', [], [first]);
    const node = graph.add('Neg', [], [{ node: split, output: 1 }], [first.node, first.node]);
    expect(graph.nodes.at(-1)).toEqual({
      name: node,
      op: 'Neg',
      attributes: [],
      inputs: [`${split}:1`, `^${first.node}`],
    });
    expect(new Set(graph.nodes.map(({ name }) => name)).size).toBe(3);
  });

  it('writes an array of one value as that value', () => {
    const bytesOf = (values: Float32Array): number => {
      const graph = createGraph();
      addConstant(graph, { dtype: 1, shape: [values.length], bytes: new Uint8Array(values.buffer) });
      return encodeSavedModel(graph).length;
    };
    expect(bytesOf(new Float32Array(1000).fill(2))).toBeLessThan(200);
    expect(bytesOf(Float32Array.from({ length: 1000 }, (_, index) => index))).toBeGreaterThan(4000);
  });

  it('refuses an attribute that it cannot write, by name', () => {
    const graph = createGraph();
    graph.add('Odd', [{ name: 'handler', type: 3, value: { no: 'boolean' } }], []);
    expect(() => encodeSavedModel(graph)).toThrowError(
      'Odd has an attribute "handler" of a kind that cannot be written',
    );
  });
});

it('tells 0 and -0 apart, and knows a common value of not-a-number', () => {
  const common = (...values: number[]) => commonFloat(new Uint8Array(Float32Array.from(values).buffer));
  expect(common(0, -0)).toBeUndefined();
  expect(common(-0, -0)).toBe(-0);
  expect(common(Number.NaN, Number.NaN)).toBeNaN();
  expect(common()).toBeUndefined();
});
