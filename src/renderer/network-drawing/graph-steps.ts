import type { NetworkRole } from '../../shared/network-problems';
import type { Point } from './flow-layout';
import type { GraphNode, NetworkGraphStructure } from './graph-structure';

/**
 * The node to which a key leads: up and down through one network in the order of its layers, left and right to the node
 * of the other one that stands nearest at the same height.
 *
 * @param places left upper corners of the nodes, by key
 * @returns null where the key leads nowhere
 */
export function neighbourOf(
  networks: Readonly<Record<NetworkRole, NetworkGraphStructure>>,
  places: ReadonlyMap<string, Point>,
  node: GraphNode,
  key: string,
): GraphNode | null {
  const own = networks[node.role].nodes;
  const index = own.findIndex((one) => one.key === node.key);
  switch (key) {
    case 'ArrowUp':
      return own[index - 1] ?? null;
    case 'ArrowDown':
      return own[index + 1] ?? null;
    case 'Home':
      return own[0] ?? null;
    case 'End':
      return own.at(-1) ?? null;
    case 'ArrowLeft':
      return node.role === 'discriminator' ? nearest(networks.generator.nodes, places, node) : null;
    case 'ArrowRight':
      return node.role === 'generator' ? nearest(networks.discriminator.nodes, places, node) : null;
    default:
      return null;
  }
}

function nearest(
  nodes: readonly GraphNode[],
  places: ReadonlyMap<string, Point>,
  { key }: GraphNode,
): GraphNode | null {
  const height = places.get(key)?.y ?? 0;
  const distance = (node: GraphNode): number => Math.abs((places.get(node.key)?.y ?? 0) - height);
  return nodes.reduce<GraphNode | null>(
    (best, node) => (best === null || distance(node) < distance(best) ? node : best),
    null,
  );
}
