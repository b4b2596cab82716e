import type { LayerKind, NetworkSpec } from '../../shared/layer-specs';

const activations: readonly LayerKind[] = ['relu', 'leakyRelu', 'tanh', 'sigmoid', 'softplus'];

/** The kinds of activations of a network, each with how often it stands there, in the order in which they come. */
export function usedActivations({
  layers,
}: NetworkSpec): readonly { readonly kind: LayerKind; readonly count: number }[] {
  const counts = new Map<LayerKind, number>();
  for (const { kind } of layers) {
    if (activations.includes(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
