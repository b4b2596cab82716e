import { describe, expect, test } from 'vitest';
import { layOutGraph, nodeSize } from '../../../../src/renderer/network-drawing/graph-layout';
import { graphStructure, type GraphNode } from '../../../../src/renderer/network-drawing/graph-structure';
import { neighbourOf } from '../../../../src/renderer/network-drawing/graph-steps';
import { designOf, type NetworkDesign } from '../../../../src/renderer/network-editing/network-design';
import type { LayerSpec } from '../../../../src/shared/layer-specs';
import { traceNetwork } from '../../../../src/shared/network-problems';
import { findPreset, presets } from '../../../../src/shared/presets';

function graphOf(design: NetworkDesign) {
  const traces = {
    generator: traceNetwork(design, 'generator'),
    discriminator: traceNetwork(design, 'discriminator'),
  };
  return {
    generator: graphStructure(design, traces, 'generator'),
    discriminator: graphStructure(design, traces, 'discriminator'),
  };
}

describe('the graph', () => {
  test('has a node for each layer and what it takes, and the label only where there are classes', () => {
    for (const preset of presets) {
      const graph = graphOf(designOf(preset));
      const ids = graph.generator.nodes.map(({ id }) => id);
      const layers = preset.networks.generator.layers.map(({ id }) => id);
      expect(ids, preset.preset).toEqual([...(preset.classes === null ? ['input'] : ['input', 'label']), ...layers]);
    }
  });

  test('calls a wire a skip only where another way leads round the layers that it leaves out', () => {
    const design = designOf(findPreset('dcgan-28'));
    const layers: readonly LayerSpec[] = [
      ...design.networks.discriminator.layers.slice(0, 3),
      { kind: 'concat', id: 'joined', inputs: ['leakyRelu1', 'down1'] },
      ...design.networks.discriminator.layers.slice(3),
    ];
    const { wires } = graphOf({ ...design, networks: { ...design.networks, discriminator: { layers } } }).discriminator;
    expect(wires.filter(({ isSkip }) => isSkip).map(({ source, target }) => [source, target])).toEqual([
      ['down1', 'joined'],
    ]);
    // z beside the class: two ways that never meet before
    expect(graphOf(designOf(findPreset('cgan-28'))).generator.wires.filter(({ isSkip }) => isSkip)).toEqual([]);
  });

  test('lies so that no node covers another, each wire leads down, and the networks stand side by side', () => {
    for (const preset of presets) {
      const graph = graphOf(designOf(preset));
      const { places, ways, handover } = layOutGraph(graph);
      const nodes = [...graph.generator.nodes, ...graph.discriminator.nodes];
      for (const [index, a] of nodes.entries()) {
        for (const b of nodes.slice(index + 1)) expect(overlap(places, a, b), `${a.key}, ${b.key}`).toBe(false);
      }
      for (const [key, way] of ways) expect(way.at(-1)?.y, key).toBeGreaterThan(way[0]?.y ?? 0);
      const right = Math.max(...graph.generator.nodes.map(({ key }) => places.get(key)?.x ?? 0));
      expect(Math.min(...graph.discriminator.nodes.map(({ key }) => places.get(key)?.x ?? 0))).toBeGreaterThan(right);
      expect(handover).not.toBeNull();
    }
  });
});

function overlap(places: ReadonlyMap<string, { x: number; y: number }>, a: GraphNode, b: GraphNode): boolean {
  const [p, q] = [places.get(a.key), places.get(b.key)];
  if (!p || !q) return true;
  const [s, u] = [nodeSize(a), nodeSize(b)];
  return p.x < q.x + u.width && q.x < p.x + s.width && p.y < q.y + u.height && q.y < p.y + s.height;
}

test.each(presets)('the arrow keys reach every node of $preset from every other one', (preset) => {
  const graph = graphOf(designOf(preset));
  const { places } = layOutGraph(graph);
  const [begin] = graph.discriminator.nodes;
  const open = begin ? [begin] : [];
  const reached = new Set<string>();
  for (let node = open.pop(); node; node = open.pop()) {
    if (reached.has(node.key)) continue;
    reached.add(node.key);
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']) {
      const next = neighbourOf(graph, places, node, key);
      if (next) open.push(next);
    }
  }
  expect(reached.size).toBe(graph.generator.nodes.length + graph.discriminator.nodes.length);
});
