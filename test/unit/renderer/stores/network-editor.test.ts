import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test } from 'vitest';
import { layersFromText } from '../../../../src/renderer/network-editing/layer-clipboard';
import { useNetworkDesign } from '../../../../src/renderer/stores/network-design';
import { useNetworkEditor } from '../../../../src/renderer/stores/network-editor';
import { useRecipeDraft } from '../../../../src/renderer/stores/recipe-draft';
import { findPreset } from '../../../../src/shared/presets';
import { recipeSchema } from '../../../../src/shared/recipe';
import { fakeStudio } from './fake-studio';

beforeEach(() => {
  fakeStudio();
  setActivePinia(createPinia());
  useRecipeDraft().choose(findPreset('dcgan-28'));
});

const ids = (): readonly string[] => useNetworkDesign().design.networks.generator.layers.map(({ id }) => id);

function layer(id: string) {
  const found = useNetworkDesign().design.networks.generator.layers.find((one) => one.id === id);
  if (!found) throw new Error(`There is no layer ${id}.`);
  return found;
}

describe('what is edited is what the next run trains', () => {
  test('a setting', () => {
    useNetworkEditor().setField('generator', layer('up3'), 'filters', 48);
    const { recipe } = useRecipeDraft();
    expect(recipe?.networks.generator.layers[7]).toMatchObject({ id: 'up3', filters: 48 });
    expect(recipeSchema.safeParse(recipe).error).toBeUndefined();
  });

  test('with the knobs and the data set beside it', () => {
    const draft = useRecipeDraft();
    useNetworkEditor().setField('generator', layer('up3'), 'filters', 48);
    draft.source = 'fashion-mnist';
    draft.type('seed', '12');
    expect(draft.recipe).toMatchObject({ seed: 12, data: { source: 'fashion-mnist', side: 28 }, preset: 'dcgan-28' });
  });

  test('nothing while the networks do not fit', () => {
    useNetworkEditor().setField('generator', layer('up3'), 'kernel', 5);
    expect(useRecipeDraft().recipe).toBeNull();
    useNetworkDesign().undo();
    expect(useRecipeDraft().recipe).toEqual(findPreset('dcgan-28'));
  });

  test('a value that the recipe does not allow is not taken', () => {
    expect(useNetworkEditor().setField('generator', layer('up3'), 'kernel', 65)).toBe(false);
    expect(useNetworkDesign().isEdited).toBe(false);
  });
});

test('typing a number is one step back; another field is another', () => {
  const editor = useNetworkEditor();
  const networks = useNetworkDesign();
  for (const filters of [4, 48]) editor.setField('generator', layer('up3'), 'filters', filters);
  editor.setField('generator', layer('up3'), 'bias', true);
  networks.undo();
  expect(layer('up3')).toMatchObject({ filters: 48, bias: false });
  networks.undo();
  expect(layer('up3')).toMatchObject({ filters: 64 });
  expect(networks.canUndo).toBe(false);
});

test('back to the preset is one step, and so is its way back', () => {
  const editor = useNetworkEditor();
  const networks = useNetworkDesign();
  editor.pick('generator', 'norm1');
  editor.remove();
  editor.mirror();
  networks.restore();
  expect(networks.differences).toEqual([]);
  networks.undo();
  expect(networks.isEdited).toBe(true);
});

describe('picking', () => {
  test('several in a row, whichever way, and one more', () => {
    const editor = useNetworkEditor();
    editor.pick('generator', 'relu1');
    editor.pickUpTo('generator', 'up1');
    expect([...editor.pickedLayers].sort()).toEqual(['norm1', 'relu1', 'up1']);
    expect(editor.lead).toBe('up1');
    editor.pickToo('generator', 'tanh');
    editor.pickToo('generator', 'norm1');
    expect([...editor.pickedLayers].sort()).toEqual(['relu1', 'tanh', 'up1']);
    editor.pickToo('discriminator', 'norm1');
    expect([editor.role, editor.picked]).toEqual(['discriminator', ['norm1']]);
  });

  test('after removing, the next layer; after the last, the one before', () => {
    const editor = useNetworkEditor();
    editor.pick('generator', 'norm1');
    expect(editor.remove().map(({ id }) => id)).toEqual(['norm1']);
    expect(editor.picked).toEqual(['relu1']);
    editor.pick('generator', 'tanh');
    editor.remove();
    expect(editor.picked).toEqual(['up4']);
  });

  test('what the network takes cannot be removed', () => {
    const editor = useNetworkEditor();
    editor.pick('generator', 'input');
    expect(editor.remove()).toEqual([]);
    expect(useNetworkDesign().canUndo).toBe(false);
  });

  test('a layer that is renamed stays picked', () => {
    const editor = useNetworkEditor();
    editor.pick('generator', 'norm1');
    editor.rename('generator', 'norm1', 'steady');
    expect(editor.picked).toEqual(['steady']);
    expect(ids()).toContain('steady');
  });

  test('another preset has nothing picked', async () => {
    const editor = useNetworkEditor();
    editor.pick('generator', 'norm1');
    useRecipeDraft().choose(findPreset('mlp-lab'));
    await Promise.resolve();
    expect(editor.picked).toEqual([]);
  });
});

test('what is pasted lies behind what is picked, and is picked then', () => {
  const editor = useNetworkEditor();
  editor.pick('generator', 'norm1');
  const layers = layersFromText(editor.copied()) ?? [];
  editor.pick('generator', 'up2');
  editor.paste(layers);
  expect(ids().slice(4, 6)).toEqual(['up2', 'norm4']);
  expect(editor.picked).toEqual(['norm4']);
});

test('a network takes no more layers than a recipe allows', () => {
  const editor = useNetworkEditor();
  for (let copies = 0; copies < 8; copies++) {
    editor.pick('generator', ids()[0] ?? '');
    editor.pickUpTo('generator', ids().at(-1) ?? '');
    editor.duplicate();
  }
  expect(ids().length).toBeLessThanOrEqual(1000);
});
