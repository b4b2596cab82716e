import { expect, test } from 'vitest';
import { otherTopics, paragraphsOf, topics, topicsOnScreen } from '../../../../src/renderer/learn/topics';
import { variantsInOrder, variantsOf } from '../../../../src/renderer/learn/variants';
import { layerGroups } from '../../../../src/renderer/network-editing/layer-catalogue';
import { findPreset } from '../../../../src/shared/presets';

const pages = [null, 'welcome', 'new-run', 'editor', 'watch'] as const;
const layerKinds = layerGroups.flatMap(({ kinds }) => kinds);
const contexts = pages.flatMap((page) =>
  [null, ...layerKinds].flatMap((layer) =>
    [true, false].map((isTraining) => ({ page, layer, isTraining, variants: ['dcgan'] as const })),
  ),
);

test('every topic is offered once, wherever one is', () => {
  for (const context of contexts) {
    const near = topicsOnScreen(context);
    expect(near.length).toBeGreaterThan(0);
    expect([...near, ...otherTopics(near)].sort()).toEqual([...topics].sort());
  }
});

test('what is on screen comes first', () => {
  const base = { page: 'editor', layer: null, isTraining: false, variants: [] } as const;
  expect(topicsOnScreen({ ...base, layer: 'conv' })[0]).toBe('size');
  expect(topicsOnScreen({ ...base, layer: 'batchNorm' })[0]).toBe('noBias');
  expect(topicsOnScreen({ ...base, layer: 'tanh' })[0]).toBe('tanh');
  expect(topicsOnScreen({ ...base, page: 'watch', isTraining: true })[0]).toBe('algorithm');
  expect(topicsOnScreen({ ...base, page: 'watch' })[0]).toBe('signs');
});

test('topics without paragraphs have none', () => {
  expect(paragraphsOf('contest')).not.toEqual([]);
  expect(paragraphsOf('loss')).toEqual([]);
});

test.each([
  ['mlp-tutorial', ['dense']],
  ['dcgan-28', ['dcgan']],
  ['cgan-28', ['conditional', 'dcgan']],
  ['acgan-28', ['acgan', 'dcgan']],
  ['wgan-28', ['wasserstein', 'dcgan']],
  ['wgan-gp-28', ['wassersteinGp', 'dcgan']],
])('%s is told to be %j, its own variants before all others', (preset, own) => {
  const recipe = findPreset(preset);
  expect(variantsOf(recipe)).toEqual(own);
  const all = variantsInOrder(recipe);
  expect(all.slice(0, own.length)).toEqual(own);
  expect(new Set(all).size).toBe(all.length);
});
