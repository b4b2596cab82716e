import type { NetworkSpec } from '../../shared/layer-specs';

const allowed = /^[a-z][A-Za-z0-9]*$/;

/** `wanted` itself where it is free, else its name with the next free number. */
export function uniqueId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const name = wanted.replace(/\d+$/, '') || 'layer';
  let number = 2;
  while (taken.has(`${name}${number}`)) number++;
  return `${name}${number}`;
}

/** Every name that a further layer cannot have. */
export function takenIds({ layers }: NetworkSpec): ReadonlySet<string> {
  return new Set(['input', 'label', ...layers.map(({ id }) => id)]);
}

export type RenameProblem = 'letters' | 'taken';

/** Why a layer cannot be called so; null where it can. */
export function renameProblem(network: NetworkSpec, id: string, wanted: string): RenameProblem | null {
  if (!allowed.test(wanted)) return 'letters';
  return wanted !== id && takenIds(network).has(wanted) ? 'taken' : null;
}

/** The layer under another name, everywhere it is named. Unchanged where the name cannot be used. */
export function renameLayer(network: NetworkSpec, id: string, wanted: string): NetworkSpec {
  if (wanted === id || renameProblem(network, id, wanted) !== null) return network;
  const renamed = (name: string): string => (name === id ? wanted : name);
  return {
    ...network,
    layers: network.layers.map((layer) => ({
      ...layer,
      id: renamed(layer.id),
      ...(layer.inputs ? { inputs: layer.inputs.map(renamed) } : {}),
    })),
    ...(network.classes === undefined ? {} : { classes: renamed(network.classes) }),
  };
}
