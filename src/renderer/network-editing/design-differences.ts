/** What a person changed of the networks that they began with. */
import type { LayerSpec } from '../../shared/layer-specs';
import { leaveOut } from '../../shared/leave-out';
import type { NetworkRole } from '../../shared/recipe';
import type { NetworkDesign } from './network-design';

export type DesignDifference =
  | {
      readonly kind: 'added' | 'removed' | 'changed' | 'rewired';
      readonly network: NetworkRole;
      readonly layer: LayerSpec;
    }
  | { readonly kind: 'reordered' | 'classHead'; readonly network: NetworkRole }
  | { readonly kind: 'image' | 'latent' | 'classes' | 'objective' };

/** Layers are the same where their ids are. */
export function designDifferences(from: NetworkDesign, to: NetworkDesign): readonly DesignDifference[] {
  const differences: DesignDifference[] = [];
  for (const network of ['generator', 'discriminator'] as const) {
    differences.push(...networkDifferences(from, to, network));
  }
  if (!isSame(leaveOut(from.data, 'source'), leaveOut(to.data, 'source'))) differences.push({ kind: 'image' });
  for (const kind of ['latent', 'classes', 'objective'] as const) {
    if (!isSame(from[kind], to[kind])) differences.push({ kind });
  }
  return differences;
}

function networkDifferences(from: NetworkDesign, to: NetworkDesign, network: NetworkRole): readonly DesignDifference[] {
  const [old, next] = [from.networks[network], to.networks[network]];
  if (old === next) return [];
  const oldById = new Map(old.layers.map((layer) => [layer.id, layer]));
  const nextById = new Map(next.layers.map((layer) => [layer.id, layer]));
  const differences: DesignDifference[] = next.layers.flatMap((layer): readonly DesignDifference[] => {
    const before = oldById.get(layer.id);
    if (before === layer) return [];
    if (!before) return [{ kind: 'added', network, layer }];
    if (!isSame({ ...before, inputs: null }, { ...layer, inputs: null })) return [{ kind: 'changed', network, layer }];
    return isSame(before.inputs, layer.inputs) ? [] : [{ kind: 'rewired', network, layer }];
  });
  for (const layer of old.layers) {
    if (!nextById.has(layer.id)) differences.push({ kind: 'removed', network, layer });
  }
  const stayed = next.layers.filter(({ id }) => oldById.has(id)).map(({ id }) => id);
  const order = old.layers.filter(({ id }) => nextById.has(id)).map(({ id }) => id);
  if (!isSame(stayed, order)) differences.push({ kind: 'reordered', network });
  if (old.classes !== next.classes) differences.push({ kind: 'classHead', network });
  return differences;
}

/** Plain data, whatever the order of its keys. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
