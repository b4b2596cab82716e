/** What is done to a network's wires: each function hands back another network, or why it cannot be. */
import type { LayerSpec, NetworkSpec } from '../../shared/layer-specs';
import { indexOfLayer, insertLayers, mostInputs, setInputs, type Insertion } from './layer-edits';
import { before, isJoin, isSource, sourcesAt, withInputs } from './layer-wiring';

export type WiringProblem =
  /** A layer cannot take what it makes. */
  | 'itself'
  /** What is taken depends on the layer that would take it. */
  | 'loop'
  | 'already'
  /** A join takes no more. */
  | 'full'
  /** The layer takes nothing else, and it must take something. */
  | 'only'
  /** One of both is not there, or is no layer. */
  | 'missing';

export type Wiring =
  { readonly ok: true; readonly network: NetworkSpec } | { readonly ok: false; readonly problem: WiringProblem };

const refused = (problem: WiringProblem): Wiring => ({ ok: false, problem });

/**
 * Lets a layer take what another one makes: a join as well as what it takes already, any other layer in its place. Where
 * the taker stood before what it takes, it moves behind it, with all that depends on it.
 *
 * @param source id of a layer, or `input` or `label`
 */
export function connectLayers(network: NetworkSpec, source: string, target: string): Wiring {
  const to = indexOfLayer(network, target);
  const from = indexOfLayer(network, source);
  const layer = network.layers[to];
  if (!layer || (from < 0 && !isSource(source))) return refused('missing');
  if (source === target) return refused('itself');
  const taken = sourcesAt(network, to);
  if (taken.includes(source)) return refused('already');
  if (isJoin(layer) && taken.length >= mostInputs) return refused('full');
  const moving = dependants(network, target);
  if (moving.has(source)) return refused('loop');
  const inputs = isJoin(layer) ? [...taken, source] : [source];
  if (from < to) return { ok: true, network: setInputs(network, target, inputs) };
  return { ok: true, network: movedBehind(network, source, moving, { id: target, inputs }) };
}

/** Takes a wire away. A layer whose only wire it was takes the layer before it again. */
export function disconnectLayers(network: NetworkSpec, source: string, target: string): Wiring {
  const index = indexOfLayer(network, target);
  if (index < 0) return refused('missing');
  const taken = sourcesAt(network, index);
  if (!taken.includes(source)) return refused('missing');
  const rest = taken.filter((id) => id !== source);
  if (rest.length === 0 && before(network.layers, index) === source) return refused('only');
  return { ok: true, network: setInputs(network, target, rest) };
}

/** Puts a layer into a wire: it takes what the wire brought, and its taker takes the new layer. */
export function insertOnWire(network: NetworkSpec, source: string, target: string, layer: LayerSpec): Insertion {
  const index = indexOfLayer(network, target);
  const taken = sourcesAt(network, index);
  // a layer that needs the label keeps taking it
  const wired = layer.inputs ? layer : ({ ...layer, inputs: [source] } as LayerSpec);
  const insertion = insertLayers(network, index, [wired]);
  const [id = source] = insertion.ids;
  const inputs = taken.map((one) => (one === source ? id : one));
  return { network: setInputs(insertion.network, target, inputs), ids: insertion.ids };
}

/** Ids of a layer and of everything that depends on it. */
function dependants(network: NetworkSpec, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const [index, layer] of network.layers.entries()) {
    if (sourcesAt(network, index).some((source) => found.has(source))) found.add(layer.id);
  }
  return found;
}

/** The layers of `moving` that lie before `source` go behind it, in their order; all others keep what they take. */
function movedBehind(
  network: NetworkSpec,
  source: string,
  moving: ReadonlySet<string>,
  rewired: { readonly id: string; readonly inputs: readonly string[] },
): NetworkSpec {
  const sources = new Map(network.layers.map(({ id }, index) => [id, sourcesAt(network, index)]));
  sources.set(rewired.id, rewired.inputs);
  const place = indexOfLayer(network, source) + 1;
  const first = network.layers.slice(0, place);
  const layers = [
    ...first.filter(({ id }) => !moving.has(id)),
    ...first.filter(({ id }) => moving.has(id)),
    ...network.layers.slice(place),
  ];
  return {
    ...network,
    layers: layers.map((layer, index) => withInputs(layer, sources.get(layer.id) ?? [], before(layers, index))),
  };
}
