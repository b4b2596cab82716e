/** What the keys mean in the graph: on a node, on a wire, and on what lies beside a wire. */
import type { NetworkRole } from '../../../shared/network-problems';
import { flowKey } from '../../network-drawing/flow-structure';
import type { GraphLayout } from '../../network-drawing/graph-layout';
import { neighbourOf } from '../../network-drawing/graph-steps';
import type { GraphNode, GraphWire, NetworkGraphStructure } from '../../network-drawing/graph-structure';

export interface GraphDeeds {
  readonly networks: () => Readonly<Record<NetworkRole, NetworkGraphStructure>>;
  readonly layout: () => GraphLayout;
  readonly isEditable: () => boolean;
  /** The focus goes to a node, and nothing else changes. */
  focus(key: string): void;
  /** On to a node, which is picked; with `extend` as well as what was. */
  go(node: GraphNode, extend: boolean): void;
  beginWire(node: GraphNode): void;
  /** @returns whether there was a wire being drawn */
  letGo(): boolean;
  disconnect(wire: GraphWire): void;
  remove(node: GraphNode): void;
  shift(node: GraphNode, direction: 1 | -1): void;
  focusWireTools(): void;
}

/** @returns whether the key meant something */
export function keyOnWire({ key }: KeyboardEvent, wire: GraphWire, deeds: GraphDeeds): boolean {
  const { role, source, target } = wire;
  if (key === 'Delete' || key === 'Backspace') {
    if (!deeds.isEditable()) return false;
    deeds.disconnect(wire);
  } else if (key === 'ArrowUp') deeds.focus(flowKey(role, source));
  else if (key === 'ArrowDown' || key === 'Escape') deeds.focus(flowKey(role, target));
  else if (key === 'Enter' || key === ' ') deeds.focusWireTools();
  else return false;
  return true;
}

/** @returns whether the key meant something */
export function keyOnNode(event: KeyboardEvent, node: GraphNode, deeds: GraphDeeds): boolean {
  const { key } = event;
  const isEditable = deeds.isEditable();
  if (isEditable && event.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
    deeds.shift(node, key === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const next = neighbourOf(deeds.networks(), deeds.layout().places, node, key);
  if (next) deeds.go(next, event.shiftKey);
  else if (key === 'Escape') return deeds.letGo();
  else if (isEditable && key.toLowerCase() === 'c') deeds.beginWire(node);
  else if (isEditable && (key === 'Delete' || key === 'Backspace')) deeds.remove(node);
  else return false;
  return true;
}
