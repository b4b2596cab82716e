import type { FoundRole } from '../../shared/recognised';
import type { ForeignTensor } from '../formats/foreign-tensors';
import { foreignLayers, type ForeignLayer } from './foreign-layers';

/** The tensors of one network of a file. */
export interface ForeignNetwork {
  readonly role: FoundRole;
  readonly layers: readonly ForeignLayer[];
}

export interface ForeignNetworks {
  readonly networks: readonly ForeignNetwork[];
  /** Names of tensors that belong to no network: an optimiser's, counters. */
  readonly others: readonly string[];
}

/** The one number that belongs to a layer. */
const batchCounter = /(?:^|\.)num_batches_tracked$/;
const after = '(?:[_-]?(?:model|net|network|state|state[_-]?dict|dict|weights|params))*';
const before = '(?:model[_-]?|net[_-]?)?';
/** The first part of a name that one of these knows says whose tensor it is. */
const roles: readonly (readonly [FoundRole | 'optimiser', RegExp])[] = [
  ['optimiser', /optim|^opt(?:$|[_-])|^adam|^exp_avg/i],
  ['average', /(?:^|[_-])ema(?:$|[_-])|(?:^|[_-])averaged?(?:$|[_-])/i],
  ['generator', new RegExp(`^${before}(?:g|gen|generator)${after}$`, 'i')],
  ['discriminator', new RegExp(`^${before}(?:d|dis|disc|discriminator|critic)${after}$`, 'i')],
];

/** Tells the networks of a file apart by the names of their tensors. */
export function foreignNetworks(tensors: readonly ForeignTensor[]): ForeignNetworks {
  const byRole = new Map<FoundRole | 'optimiser', ForeignTensor[]>();
  for (const tensor of tensors) {
    const role = roleOf(tensor.name);
    const group = byRole.get(role) ?? [];
    group.push(tensor);
    byRole.set(role, group);
  }
  const named = (['generator', 'discriminator', 'average'] as const).some((role) => byRole.has(role));
  const networks: ForeignNetwork[] = [];
  const others = (byRole.get('optimiser') ?? []).map(({ name }) => name);
  for (const [role, group] of byRole) {
    if (role === 'optimiser') continue;
    const weights = group.filter(({ name, shape }) => shape.length > 0 || batchCounter.test(name));
    others.push(...group.filter((tensor) => !weights.includes(tensor)).map(({ name }) => name));
    // beside networks that have a name, what has none is something else
    if (role === 'unknown' && named) others.push(...weights.map(({ name }) => name));
    else if (weights.length > 0) networks.push({ role, layers: foreignLayers(weights) });
  }
  return { networks, others };
}

/**
 * The layers of each network by the numbers in their names, `main.3` before `main.10`: safetensors files are sorted by name.
 */
export function inNaturalOrder({ networks, others }: ForeignNetworks): ForeignNetworks {
  const sorted = networks.map(({ role, layers }) => ({
    role,
    layers: layers.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true })),
  }));
  return { networks: sorted, others };
}

function roleOf(name: string): FoundRole | 'optimiser' {
  const steps = name.split(/[./]/).slice(0, -1);
  for (const step of steps) {
    const known = roles.find(([, pattern]) => pattern.test(step));
    if (known) return known[0];
  }
  return 'unknown';
}
