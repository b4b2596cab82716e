import { describe, expect, test } from 'vitest';
import { encodeGraph } from '../../../../../src/main/runs/tensorboard/graph-def';
import { presets } from '../../../../../src/shared/presets';
import { describeNetwork, recipeSchema, type Recipe } from '../../../../../src/shared/recipe';
import recorded from '../../../../fixtures/tensorboard/events.json';
import { readNodes } from '../../../../read-events';
import { tinyRecipe } from '../../../../tiny-recipe';

/** Recorded layer by layer in test/fixtures/tensorboard/record.py. */
const conditional: Recipe = {
  ...tinyRecipe,
  latent: { size: 3, distribution: 'normal' },
  classes: 10,
  networks: {
    generator: {
      layers: [
        { kind: 'embedding', id: 'class', inputs: ['label'], size: 2 },
        { kind: 'concat', id: 'joined', inputs: ['input', 'class'] },
        { kind: 'reshape', id: 'seed', shape: [1, 1, 5] },
        { kind: 'transposedConv', id: 'up', filters: 1, kernel: 8, stride: 1, padding: 0, bias: true },
        { kind: 'tanh', id: 'tanh' },
      ],
    },
    discriminator: {
      layers: [
        { kind: 'leakyRelu', id: 'leak', slope: 0.25 },
        { kind: 'flatten', id: 'flat' },
        { kind: 'dense', id: 'logit', units: 1, bias: false },
      ],
    },
  },
};

test("a graph has the bytes that TensorBoard's own messages have", () => {
  expect(recipeSchema.safeParse(conditional).error).toBeUndefined();
  expect(Buffer.from(encodeGraph(conditional)).toString('hex')).toBe(recorded.graph);
});

describe.each(presets.map((preset) => [preset.preset, preset] as const))('the graph of %s', (_name, recipe) => {
  const nodes = readNodes(Buffer.from(encodeGraph(recipe)));

  test('has every layer of both networks under its own name', () => {
    for (const role of ['generator', 'discriminator'] as const) {
      for (const { layer, sources } of describeNetwork(recipe, role).layers) {
        const node = nodes.find(({ name }) => name === `${role}/${layer.id}`);
        expect(node).toMatchObject({ op: layer.kind });
        expect(node?.inputs).toHaveLength(sources.length);
      }
    }
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  });

  test('takes from nodes that stand before', () => {
    for (const [index, { inputs }] of nodes.entries()) {
      const before = nodes.slice(0, index).map(({ name }) => name);
      expect(before).toEqual(expect.arrayContaining([...inputs]));
    }
  });
});
