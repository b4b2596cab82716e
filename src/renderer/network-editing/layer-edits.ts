/** What can be done to the layers of a network; each function hands back a new one. */
import type { LayerSpec, NetworkSpec } from '../../shared/layer-specs';
import { takenIds, uniqueId } from './layer-ids';
import { before, isJoin, isSource, sourcesAt, withInputs } from './layer-wiring';

/** Places a network has for layers. */
export const mostLayers = 1000;
/** What a join takes at most. */
export const mostInputs = 16;

export function indexOfLayer({ layers }: NetworkSpec, id: string): number {
  return layers.findIndex((layer) => layer.id === id);
}

/** Layers put in at a place, under names that are free, and what they are called there. */
export interface Insertion {
  readonly network: NetworkSpec;
  readonly ids: readonly string[];
}

/**
 * Puts layers in before the one at `index`. Where they take one another they still do; what they took from elsewhere
 * they keep as far as it lies before them.
 */
export function insertLayers(network: NetworkSpec, index: number, layers: readonly LayerSpec[]): Insertion {
  const place = Math.max(0, Math.min(index, network.layers.length));
  const taken = new Set(takenIds(network));
  const names = new Map<string, string>();
  for (const { id } of layers) {
    const name = uniqueId(id, taken);
    taken.add(name);
    names.set(id, name);
  }
  const reachable = new Set(network.layers.slice(0, place).map(({ id }) => id));
  const inserted: LayerSpec[] = [];
  for (const layer of layers) {
    const inputs = (layer.inputs ?? []).flatMap((source) => {
      const name = names.get(source);
      if (name !== undefined && inserted.some(({ id }) => id === name)) return [name];
      return isSource(source) || reachable.has(source) ? [source] : [];
    });
    const previous = inserted.at(-1)?.id ?? before(network.layers, place);
    inserted.push({ ...withInputs(layer, inputs, previous), id: names.get(layer.id) ?? layer.id });
  }
  const all = [...network.layers.slice(0, place), ...inserted, ...network.layers.slice(place)];
  return { network: { ...network, layers: all }, ids: inserted.map(({ id }) => id) };
}

/** Takes layers out; what took them takes what they took. */
export function removeLayers(network: NetworkSpec, ids: ReadonlySet<string>): NetworkSpec {
  const sources = new Map(network.layers.map(({ id }, index) => [id, sourcesAt(network, index)]));
  const standIns = (id: string): readonly string[] =>
    ids.has(id) ? (sources.get(id) ?? []).flatMap((source) => standIns(source)) : [id];
  const kept = network.layers.filter(({ id }) => !ids.has(id));
  const layers = kept.map((layer, index) => {
    const taken = sources.get(layer.id) ?? [];
    if (!taken.some((source) => ids.has(source))) return layer;
    const replaced = [...new Set(taken.flatMap(standIns))];
    return withInputs(layer, isJoin(layer) ? replaced.slice(0, mostInputs) : replaced.slice(0, 1), before(kept, index));
  });
  const { classes, ...rest } = network;
  return { ...rest, layers, ...(classes === undefined || ids.has(classes) ? {} : { classes }) };
}

/** Copies of layers behind the last of them. */
export function duplicateLayers(network: NetworkSpec, ids: ReadonlySet<string>): Insertion {
  const picked = network.layers.filter(({ id }) => ids.has(id));
  return insertLayers(network, network.layers.findLastIndex(({ id }) => ids.has(id)) + 1, picked);
}

/** Layers, in their order, to before the one that lies at `index` now. */
export function moveLayers(network: NetworkSpec, ids: ReadonlySet<string>, index: number): NetworkSpec {
  const moving = network.layers.filter(({ id }) => ids.has(id));
  const stays = (layer: LayerSpec): boolean => !ids.has(layer.id);
  const layers = [
    ...network.layers.slice(0, index).filter(stays),
    ...moving,
    ...network.layers.slice(index).filter(stays),
  ];
  const isSame = layers.every(({ id }, position) => id === network.layers[position]?.id);
  return isSame ? network : { ...network, layers };
}

/** Layers one place up or down; at the end of the list they stay. */
export function shiftLayers(network: NetworkSpec, ids: ReadonlySet<string>, direction: 1 | -1): NetworkSpec {
  const first = network.layers.findIndex(({ id }) => ids.has(id));
  const last = network.layers.findLastIndex(({ id }) => ids.has(id));
  if (first < 0) return network;
  return moveLayers(network, ids, direction < 0 ? Math.max(0, first - 1) : last + 2);
}

export function replaceLayer(network: NetworkSpec, id: string, replacement: LayerSpec): NetworkSpec {
  return { ...network, layers: network.layers.map((layer) => (layer.id === id ? replacement : layer)) };
}

/** @param inputs in the order in which they are joined; none = the layer before it */
export function setInputs(network: NetworkSpec, id: string, inputs: readonly string[]): NetworkSpec {
  const index = indexOfLayer(network, id);
  const layer = network.layers[index];
  if (!layer) return network;
  return replaceLayer(network, id, withInputs(layer, inputs, before(network.layers, index)));
}
