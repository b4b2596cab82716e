/** What flows into what, as a graph: one node a tensor, with the layers that only change its numbers folded in. */
import type { NetworkRole } from '../../shared/network-problems';
import type { TracedLayer } from '../../shared/shape-inference';
import { elementCount, type Shape } from '../../shared/tensor';
import { isSmall } from '../network-editing/layer-catalogue';

export interface FlowNode {
  readonly key: string;
  readonly role: NetworkRole;
  /** `input`: the noise, or the image that the discriminator looks at; `label`: the class asked for. */
  readonly kind: 'input' | 'label' | 'layer';
  /** Layers that it stands for, in their order; empty for what is no layer. */
  readonly ids: readonly string[];
  /** Null where it is not made. */
  readonly shape: Shape | null;
  readonly isWrong: boolean;
  readonly parameters: number;
  /** It comes from the label alone and stands beside the way from input to output. */
  readonly isSide: boolean;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
}

export interface FlowStructure {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export type Traces = Readonly<Record<NetworkRole, readonly TracedLayer[]>>;

export function flowKey(role: NetworkRole, id: string): string {
  return `${role} ${id}`;
}

/** Both networks one after the other; the image between them is the discriminator's input. */
export function flowStructure(traces: Traces, inputs: Readonly<Record<NetworkRole, Shape>>): FlowStructure {
  const generator = networkFlow('generator', traces.generator, inputs.generator);
  const discriminator = networkFlow('discriminator', traces.discriminator, inputs.discriminator);
  const end = generator.nodes.at(-1);
  const handover: readonly FlowEdge[] = end ? [{ from: end.key, to: flowKey('discriminator', 'input') }] : [];
  return {
    nodes: [...generator.nodes, ...discriminator.nodes],
    edges: [...generator.edges, ...handover, ...discriminator.edges],
  };
}

type Draft = { -readonly [K in keyof FlowNode]: FlowNode[K] };

function networkFlow(role: NetworkRole, traced: readonly TracedLayer[], input: Shape): FlowStructure {
  const place = { role, ids: [], isWrong: false, parameters: 0, isSide: false };
  const sideKeys = new Set<string>();
  const nodes: Draft[] = [{ ...place, kind: 'input', key: flowKey(role, 'input'), shape: input }];
  const edges: FlowEdge[] = [];
  const keys = new Map([['input', flowKey(role, 'input')]]);
  if (traced.some(({ sources }) => sources.includes('label'))) {
    const key = flowKey(role, 'label');
    nodes.push({ ...place, kind: 'label', key, shape: null, isSide: true });
    sideKeys.add(key);
    keys.set('label', key);
  }
  const takers = countTakers(traced);
  for (const one of traced) {
    const { layer, sources } = one;
    const parameters = one.state === 'fits' ? one.parameterCount : 0;
    const previous = nodes.at(-1);
    if (previous && folds(one) && takers.get(sources[0] ?? '') === 1 && keys.get(sources[0] ?? '') === previous.key) {
      previous.ids = [...previous.ids, layer.id];
      previous.parameters += parameters;
      // the picture of a tensor counts, not its flat form
      if (one.outputShape && one.outputShape.length >= (previous.shape?.length ?? 0)) previous.shape = one.outputShape;
      keys.set(layer.id, previous.key);
      continue;
    }
    const key = flowKey(role, layer.id);
    const isWrong = one.state === 'wrong';
    const from = new Set(sources.flatMap((source) => keys.get(source) ?? []));
    const isSide = from.size > 0 && [...from].every((source) => sideKeys.has(source));
    if (isSide) sideKeys.add(key);
    nodes.push({
      role,
      kind: 'layer',
      key,
      ids: [layer.id],
      shape: isWrong ? null : one.outputShape,
      isWrong,
      parameters,
      isSide,
    });
    keys.set(layer.id, key);
    for (const source of from) edges.push({ from: source, to: key });
  }
  return { nodes, edges };
}

/** How many layers take each output: what several take stands for itself, so that a skip is seen. */
function countTakers(traced: readonly TracedLayer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { sources } of traced) {
    for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return counts;
}

/** Whether a layer makes no tensor of its own: the same numbers in another form, or each changed by itself. */
function folds(one: TracedLayer): boolean {
  if (one.state !== 'fits' || one.sources.length > 1) return false;
  const { kind } = one.layer;
  const reforms = kind === 'flatten' || kind === 'reshape';
  if (reforms) return elementCount(one.outputShape) === elementCount(one.inputShape);
  return isSmall(kind) || kind === 'dropout' || kind === 'noise';
}
