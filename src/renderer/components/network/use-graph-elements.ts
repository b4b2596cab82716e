import type { Edge, Node } from '@vue-flow/core';
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { traceNetwork, type NetworkRole } from '../../../shared/network-problems';
import { flowKey, type Traces } from '../../network-drawing/flow-structure';
import { layOutGraph, nodeSize, type GraphLayout } from '../../network-drawing/graph-layout';
import {
  graphStructure,
  type GraphNode,
  type GraphWire,
  type NetworkGraphStructure,
} from '../../network-drawing/graph-structure';
import type { NetworkDesign } from '../../network-editing/network-design';

export const graphRoles = ['generator', 'discriminator'] as const;

export interface GraphElements {
  readonly networks: ComputedRef<Readonly<Record<NetworkRole, NetworkGraphStructure>>>;
  /** By key. */
  readonly nodes: ComputedRef<ReadonlyMap<string, GraphNode>>;
  /** By key. */
  readonly wires: ComputedRef<ReadonlyMap<string, GraphWire>>;
  readonly layout: ShallowRef<GraphLayout>;
  /** As Vue Flow takes them: bare places and ends; what they show is looked up by their keys. */
  readonly shownNodes: ShallowRef<Node[]>;
  readonly shownWires: ShallowRef<Edge[]>;
}

/**
 * Nodes and wires of both networks, laid out.
 *
 * @param known traces of the design, where somebody has them already
 */
export function useGraphElements(design: () => NetworkDesign, known: () => Traces | undefined): GraphElements {
  const traces = computed<Traces>(
    () =>
      known() ?? {
        generator: traceNetwork(design(), 'generator'),
        discriminator: traceNetwork(design(), 'discriminator'),
      },
  );
  const networks = computed(() => ({
    generator: graphStructure(design(), traces.value, 'generator'),
    discriminator: graphStructure(design(), traces.value, 'discriminator'),
  }));
  const all = computed(() => graphRoles.flatMap((role) => networks.value[role].nodes));
  const nodes = computed(() => new Map(all.value.map((node) => [node.key, node])));
  const wires = computed(
    () => new Map(graphRoles.flatMap((role) => networks.value[role].wires).map((wire) => [wire.key, wire])),
  );

  const layout = shallowRef(layOutGraph(networks.value));
  const shownNodes = shallowRef(nodesToShow());
  const shownWires = shallowRef(wiresToShow());
  // places depend on what takes what and on how high nodes are: typing a number moves nothing
  watch(
    () => [...all.value.map((node) => `${node.key} ${nodeSize(node).height}`), ...wires.value.keys()].join('\n'),
    () => {
      layout.value = layOutGraph(networks.value);
      shownNodes.value = nodesToShow();
      shownWires.value = wiresToShow();
    },
  );

  function nodesToShow(): Node[] {
    return all.value.map((node) => ({
      id: node.key,
      type: 'layer',
      position: layout.value.places.get(node.key) ?? { x: 0, y: 0 },
      ...nodeSize(node),
      // Vue Flow lets the pointer through to what it cannot pick itself
      style: { pointerEvents: 'all' },
      domAttributes: { 'aria-roledescription': undefined },
    }));
  }

  function wiresToShow(): Edge[] {
    // the group around a line is nothing for itself: the line in it has role and name
    const bare = { role: 'none', 'aria-roledescription': undefined, 'aria-describedby': undefined };
    return [...wires.value.values()].map(({ key, role, source, target }) => ({
      id: key,
      type: 'wire',
      source: flowKey(role, source),
      target: flowKey(role, target),
      ariaLabel: null,
      domAttributes: bare,
    }));
  }

  return { networks, nodes, wires, layout, shownNodes, shownWires };
}
