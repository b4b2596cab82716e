import { describe, expect, test } from 'vitest';
import { layOutFlow } from '../../../../src/renderer/network-drawing/flow-layout';
import { flowStructure, type FlowStructure } from '../../../../src/renderer/network-drawing/flow-structure';
import { insertLayers, setInputs } from '../../../../src/renderer/network-editing/layer-edits';
import { designOf, withNetwork, type NetworkDesign } from '../../../../src/renderer/network-editing/network-design';
import { networkInputShape, traceNetwork } from '../../../../src/shared/network-problems';
import { findPreset, presets } from '../../../../src/shared/presets';

function flowOf(design: NetworkDesign): FlowStructure {
  return flowStructure(
    { generator: traceNetwork(design, 'generator'), discriminator: traceNetwork(design, 'discriminator') },
    { generator: networkInputShape(design, 'generator'), discriminator: networkInputShape(design, 'discriminator') },
  );
}

const dcgan = designOf(findPreset('dcgan-28'));

test('norms, activations and other forms of the same numbers are folded into their tensor', () => {
  const { nodes } = flowOf(dcgan);
  expect(nodes.map(({ ids, shape }) => [ids.join(' '), shape?.join('x')])).toEqual([
    ['seed', '1x1x100'],
    ['up1 norm1 relu1', '4x4x256'],
    ['up2 norm2 relu2', '8x8x128'],
    ['up3 norm3 relu3', '16x16x64'],
    ['up4 tanh', '28x28x1'],
    ['', '28x28x1'],
    ['down1 norm1 leakyRelu1', '14x14x64'],
    ['down2 norm2 leakyRelu2', '7x7x128'],
    ['down3 norm3 leakyRelu3', '3x3x256'],
    ['logit flatten', '1x1x1'],
  ]);
});

test.each(presets)('in $preset every layer stands in one node, and edges lead from node to node', (preset) => {
  const { nodes, edges } = flowOf(designOf(preset));
  const ids = (['generator', 'discriminator'] as const).flatMap((role) =>
    preset.networks[role].layers.map(({ id }) => `${role} ${id}`),
  );
  expect(nodes.flatMap(({ role, ids: own }) => own.map((id) => `${role} ${id}`))).toEqual(ids);
  const keys = new Set(nodes.map(({ key }) => key));
  for (const { from, to } of edges) expect([keys.has(from), keys.has(to), from !== to]).toEqual([true, true, true]);
});

describe('what branches is seen', () => {
  test('a skip is an edge of its own, even past layers that would be folded', () => {
    const { discriminator } = dcgan.networks;
    const joined = insertLayers(discriminator, 6, [{ kind: 'add', id: 'sum', inputs: ['norm2', 'leakyRelu2'] }]);
    const { edges } = flowOf(withNetwork(dcgan, 'discriminator', joined.network));
    expect(edges).toContainEqual({ from: 'discriminator down2', to: 'discriminator sum' });
    expect(edges).toContainEqual({ from: 'discriminator leakyRelu2', to: 'discriminator sum' });
  });

  test('the class asked for stands beside the way from noise to image', () => {
    const { nodes } = flowOf(designOf(findPreset('cgan-28')));
    expect(nodes.filter(({ isSide }) => isSide).map(({ key }) => key)).toEqual([
      'generator label',
      'generator classVector',
      'discriminator label',
      'discriminator classPixels',
    ]);
  });

  test('a layer that makes nothing is a node without a shape', () => {
    const broken = withNetwork(dcgan, 'generator', setInputs(dcgan.networks.generator, 'up2', ['nowhere']));
    const node = flowOf(broken).nodes.find(({ ids }) => ids[0] === 'up2');
    expect(node).toMatchObject({ shape: null, isWrong: true });
  });
});

test.each(presets)('the flow of $preset is laid out from top to bottom, and no two nodes overlap', (preset) => {
  const structure = flowOf(designOf(preset));
  const size = { width: 100, height: 20 };
  const { places, paths, width, height } = layOutFlow(structure, () => size);
  const at = (key: string) => places.get(key) ?? { x: Number.NaN, y: Number.NaN };
  for (const { from, to } of structure.edges) expect(at(to).y).toBeGreaterThan(at(from).y);
  for (const [key, { x, y }] of places) {
    expect([x >= 50, x <= width - 50, y >= 10, y <= height - 10]).toEqual([true, true, true, true]);
    for (const [other, place] of places) {
      if (other === key) continue;
      expect(Math.abs(place.x - x) >= size.width || Math.abs(place.y - y) >= size.height).toBe(true);
    }
  }
  expect(paths).toHaveLength(structure.edges.length);
});
