import { describe, expect, test } from 'vitest';
import { generatorOf, type ExportedGenerator } from '../../../../src/main/export/generator';
import { onnxModel } from '../../../../src/main/export/onnx-model';
import { torchState } from '../../../../src/main/export/torch-state';
import { presets } from '../../../../src/shared/presets';
import { dcgan64 } from '../../../../src/shared/presets/dcgan-64';
import type { Recipe } from '../../../../src/shared/recipe';
import { elementCount } from '../../../../src/shared/tensor';
import { everyLayer } from '../../../every-layer-recipe';
import { generatorTensors } from '../../../generator-tensors';
import { bytesOf, packed, readMessage } from '../../../read-protobuf';

interface Node {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

interface Model {
  readonly nodes: readonly Node[];
  readonly constants: ReadonlyMap<string, { readonly shape: readonly number[]; readonly raw: Buffer }>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
}

const texts = (bytes: Uint8Array, field: number): readonly string[] =>
  bytesOf(readMessage(bytes), field).map((text) => text.toString());

/** Field numbers of onnx.proto. */
function readModel(bytes: Uint8Array): Model {
  const file = readMessage(bytes);
  const [graph = Buffer.alloc(0)] = bytesOf(file, 7);
  const fields = readMessage(graph);
  const names = (field: number): readonly string[] => bytesOf(fields, field).map((value) => texts(value, 1)[0] ?? '');
  return {
    nodes: bytesOf(fields, 1).map((node) => ({
      name: texts(node, 3)[0] ?? '',
      operator: texts(node, 4)[0] ?? '',
      inputs: texts(node, 1),
      outputs: texts(node, 2),
    })),
    constants: new Map(
      bytesOf(fields, 5).map((constant) => {
        const own = readMessage(constant);
        const raw = bytesOf(own, 9)[0] ?? Buffer.alloc(0);
        return [texts(constant, 8)[0] ?? '', { shape: packed(own, 1), raw }];
      }),
    ),
    inputs: names(11),
    outputs: names(12),
    metadata: new Map(bytesOf(file, 14).map((entry) => [texts(entry, 1)[0] ?? '', texts(entry, 2)[0] ?? ''])),
  };
}

function exported(recipe: Recipe): ExportedGenerator {
  return generatorOf({ recipe, step: 12, tensors: generatorTensors(recipe) });
}

const recipes = [
  ...presets.map((preset) => (preset.preset === 'dcgan-64' ? dcgan64({ width: 4 }) : preset)),
  everyLayer,
];

describe.each(recipes.map((recipe) => [recipe.preset, recipe] as const))('the model of %s', (_name, recipe) => {
  const generator = exported(recipe);
  const model = readModel(onnxModel(generator));

  test('computes every value before it is used, and each of them once', () => {
    const known = new Set([...model.inputs, ...model.constants.keys()]);
    for (const { operator, inputs, outputs } of model.nodes) {
      for (const input of inputs) if (input !== '') expect(known, `${operator} takes ${input}`).toContain(input);
      for (const output of outputs) {
        expect(known).not.toContain(output);
        known.add(output);
      }
    }
    expect(new Set(model.nodes.map(({ name }) => name)).size).toBe(model.nodes.length);
    expect(model.outputs).toEqual(['image']);
    expect(known).toContain('image');
  });

  test('takes latents, and the class where the recipe has classes', () => {
    expect(model.inputs).toEqual(recipe.classes === null ? ['z'] : ['z', 'label']);
  });

  test('holds every number of the generator as PyTorch has it, and nothing that no node takes', () => {
    const used = new Set(model.nodes.flatMap(({ inputs }) => inputs));
    for (const [name, { shape, raw }] of model.constants) {
      expect(used).toContain(name);
      if (!name.endsWith('/shape') && name !== 'label/classes') expect(raw.length).toBe(4 * elementCount(shape));
    }
    for (const { name, shape, data } of torchState(generator)) {
      const found = model.constants.get(name);
      expect(found?.shape).toEqual(shape);
      expect(found?.raw.equals(Buffer.from(data.buffer, data.byteOffset, data.byteLength))).toBe(true);
    }
  });

  test('says where it comes from and what its pixels mean', () => {
    expect(Object.fromEntries(model.metadata)).toMatchObject({
      step: '12',
      weights: recipe.ema === null ? 'raw' : 'ema',
      range: recipe.data.range,
      latents: recipe.latent.distribution,
      recipe: JSON.stringify(recipe),
    });
  });
});

test('an image is turned only where channels and pixels are both several', () => {
  const turns = (recipe: Recipe): number =>
    readModel(onnxModel(exported(recipe))).nodes.filter(({ operator }) => operator === 'Transpose').length;
  expect(turns(presets.find(({ preset }) => preset === 'mlp-tutorial') as Recipe)).toBe(0);
  expect(turns(presets.find(({ preset }) => preset === 'dcgan-28') as Recipe)).toBe(0);
  expect(turns(everyLayer)).toBeGreaterThan(0);
});

test.each([
  ['minibatchDeviation', { kind: 'minibatchDeviation', id: 'mixing' }],
  ['minibatchDiscrimination', { kind: 'minibatchDiscrimination', id: 'mixing', features: 3, kernel: 2 }],
] as const)('a layer of the kind %s is refused by its name', (kind, layer) => {
  const { generator } = everyLayer.networks;
  const before = generator.layers.findIndex(({ id }) => id === 'wide');
  const layers = [...generator.layers.slice(0, before), layer, ...generator.layers.slice(before)].map((own) =>
    own.id === 'wide' ? { ...own, inputs: ['mixing'] } : own.id === 'mixing' ? { ...own, inputs: ['joined'] } : own,
  );
  const recipe: Recipe = { ...everyLayer, networks: { ...everyLayer.networks, generator: { layers } } };
  expect(() => onnxModel(exported(recipe))).toThrow(`Layer "mixing" (${kind}) has no equal in ONNX`);
});
