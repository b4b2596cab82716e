/** Both networks as a graph with a node for each layer, and a wire for each input that a layer takes. */
import type { NetworkPair, NetworkRole } from '../../shared/network-problems';
import { networkInputShape } from '../../shared/network-problems';
import type { TracedLayer } from '../../shared/shape-inference';
import type { Shape } from '../../shared/tensor';
import { flowKey, type Traces } from './flow-structure';

export interface GraphNode {
  readonly key: string;
  readonly role: NetworkRole;
  /** Id of the layer, or `input` or `label`. */
  readonly id: string;
  /** Null where it is no layer but what the network takes. */
  readonly traced: TracedLayer | null;
  /** What comes out; null where nothing does. */
  readonly shape: Shape | null;
}

export interface GraphWire {
  readonly key: string;
  readonly role: NetworkRole;
  /** Id of what is taken. */
  readonly source: string;
  /** Id of the layer that takes it. */
  readonly target: string;
  /** It leaves out layers between both: what else the target takes depends on the source too. */
  readonly isSkip: boolean;
}

export interface NetworkGraphStructure {
  readonly nodes: readonly GraphNode[];
  readonly wires: readonly GraphWire[];
}

export function wireKey(role: NetworkRole, source: string, target: string): string {
  return `${role} ${source} ${target}`;
}

/** What one network takes first, then its layers in their order. The label stands there where there are classes. */
export function graphStructure(
  pair: Pick<NetworkPair, 'data' | 'latent' | 'classes'>,
  traces: Traces,
  role: NetworkRole,
): NetworkGraphStructure {
  const source = (id: string, shape: Shape): GraphNode => ({ key: flowKey(role, id), role, id, traced: null, shape });
  const layers = traces[role].map((traced): GraphNode => {
    const { id } = traced.layer;
    return { key: flowKey(role, id), role, id, traced, shape: traced.state === 'wrong' ? null : traced.outputShape };
  });
  const nodes = [
    source('input', networkInputShape(pair, role)),
    ...(pair.classes === null ? [] : [source('label', [pair.classes])]),
    ...layers,
  ];
  const known = new Set(nodes.map(({ id }) => id));
  const sourcesOf = new Map(traces[role].map(({ layer, sources }) => [layer.id, sources]));
  const wires = traces[role].flatMap(({ layer, sources }) => {
    const taken = [...new Set(sources)].filter((id) => known.has(id));
    return taken.map((id): GraphWire => {
      const isSkip = taken.some((other) => other !== id && dependsOn(sourcesOf, other, id));
      return { key: wireKey(role, id, layer.id), role, source: id, target: layer.id, isSkip };
    });
  });
  return { nodes, wires };
}

/** Whether something of `source` reaches `id`. */
function dependsOn(sourcesOf: ReadonlyMap<string, readonly string[]>, id: string, source: string): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === source) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    open.push(...(sourcesOf.get(one) ?? []));
  }
  return false;
}
