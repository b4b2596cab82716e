/** Where both networks stand as graphs: the generator left, the discriminator right of it. */
import type { NetworkRole } from '../../shared/network-problems';
import { isSmall } from '../network-editing/layer-catalogue';
import { layOutFlow, type BoxSize, type Point } from './flow-layout';
import { flowKey } from './flow-structure';
import type { GraphNode, NetworkGraphStructure } from './graph-structure';

export interface GraphLayout {
  /** Left upper corners of the nodes, by key. Drawing units. */
  readonly places: ReadonlyMap<string, Point>;
  /** Ways of the wires, by key. */
  readonly ways: ReadonlyMap<string, readonly Point[]>;
  /** From the generator's end to where the discriminator takes its image; null where the generator is empty. */
  readonly handover: readonly Point[] | null;
}

const between: BoxSize = { width: 28, height: 20 };
const betweenNetworks = 120;

/** Drawing units. */
export const nodeWidth = 240;

/** A node's box: norms and activations are lower, as in the list. Drawing units. */
export function nodeSize({ traced }: GraphNode): BoxSize {
  return { width: nodeWidth, height: traced && isSmall(traced.layer.kind) ? 28 : 42 };
}

export function layOutGraph(networks: Readonly<Record<NetworkRole, NetworkGraphStructure>>): GraphLayout {
  const places = new Map<string, Point>();
  const ways = new Map<string, readonly Point[]>();
  let left = 0;
  for (const role of ['generator', 'discriminator'] as const) {
    const { nodes, wires } = networks[role];
    const sizes = new Map(nodes.map((node) => [node.key, nodeSize(node)]));
    const sizeOf = (key: string): BoxSize => sizes.get(key) ?? { width: 0, height: 0 };
    const edges = wires.map(({ source, target }) => ({ from: flowKey(role, source), to: flowKey(role, target) }));
    const layout = layOutFlow({ nodes, edges }, sizeOf, between);
    const offset = left;
    for (const [key, { x, y }] of layout.places) {
      const { width, height } = sizeOf(key);
      places.set(key, { x: x - width / 2 + offset, y: y - height / 2 });
    }
    for (const [index, { key }] of wires.entries()) {
      const points = layout.paths[index] ?? [];
      ways.set(
        key,
        points.map(({ x, y }) => ({ x: x + offset, y })),
      );
    }
    left += layout.width + betweenNetworks;
  }
  return { places, ways, handover: handoverWay(networks, places) };
}

function handoverWay(
  { generator, discriminator }: Readonly<Record<NetworkRole, NetworkGraphStructure>>,
  places: ReadonlyMap<string, Point>,
): readonly Point[] | null {
  const end = generator.nodes.at(-1);
  const [begin] = discriminator.nodes;
  if (!end?.traced || !begin) return null;
  const [from, to] = [places.get(end.key), places.get(begin.key)];
  if (!from || !to) return null;
  const start = { x: from.x + nodeSize(end).width, y: from.y + nodeSize(end).height / 2 };
  const stop = { x: to.x, y: to.y + nodeSize(begin).height / 2 };
  const middle = stop.x - betweenNetworks / 2;
  return [start, { x: middle, y: start.y }, { x: middle, y: (start.y + stop.y) / 2 }, { x: middle, y: stop.y }, stop];
}
