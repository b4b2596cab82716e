/** Which layer takes what, with "the layer before it" spelt out. */
import { leaveOut } from '../../shared/leave-out';
import { networkSources, type LayerSpec, type NetworkSource, type NetworkSpec } from '../../shared/layer-specs';

/** Ids of what the layer at `index` takes. */
export function sourcesAt({ layers }: NetworkSpec, index: number): readonly string[] {
  return layers[index]?.inputs ?? [before(layers, index)];
}

/** What a layer at `index` takes where it says nothing. */
export function before(layers: readonly LayerSpec[], index: number): string {
  return layers[index - 1]?.id ?? 'input';
}

/** The layer with other inputs; left out where they are only the layer before it. */
export function withInputs(layer: LayerSpec, inputs: readonly string[], previous: string): LayerSpec {
  const bare = leaveOut(layer, 'inputs');
  if (inputs.length === 0 || (inputs.length === 1 && inputs[0] === previous)) return bare as LayerSpec;
  return { ...bare, inputs } as LayerSpec;
}

/** Layers that take several inputs. */
export function isJoin({ kind }: LayerSpec): boolean {
  return kind === 'concat' || kind === 'add';
}

export function isSource(id: string): id is NetworkSource {
  return networkSources.some((source) => source === id);
}

/** What the layer at `index` may take: the network's input, the label where there is one, and every layer before it. */
export function possibleSources({ layers }: NetworkSpec, index: number, hasLabel: boolean): readonly string[] {
  return ['input', ...(hasLabel ? ['label'] : []), ...layers.slice(0, index).map(({ id }) => id)];
}
