import type { LayerNeed } from './layer-needs';
import { inferLayer, outputWithoutInput, type ParameterSpec } from './layer-shapes';
import type { LayerSpec, NetworkSpec } from './layer-specs';
import { leaveOut } from './leave-out';
import { faultTold, missingClassesTold } from './network-problem-words';
import { elementCount, type Shape } from './tensor';
import type { Worded } from './wording/worded';

/** What a layer makes of its input. Shapes without the batch: [features] or [height, width, channels]. */
export interface LayerDescription {
  readonly layer: LayerSpec;
  /** Ids of the layers that it takes, or `input` or `label`. */
  readonly sources: readonly string[];
  /** Of its first input. */
  readonly inputShape: Shape;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly parameters: readonly ParameterSpec[];
  /** Trainable numbers; running statistics are not counted. */
  readonly parameterCount: number;
}

export interface NetworkDescription {
  readonly layers: readonly LayerDescription[];
  readonly outputShape: Shape;
  /** The layer that tells the classes, with its output's shape; null where none does. */
  readonly classes: { readonly layerId: string; readonly shape: Shape } | null;
  readonly parameterCount: number;
}

/** A layer that cannot take the shape it gets. */
export interface ShapeError {
  readonly layerId: string;
  /** The layer, the shape it got and what it needs. */
  readonly told: Worded;
}

export type ShapeInference =
  { readonly ok: true; readonly network: NetworkDescription } | { readonly ok: false; readonly error: ShapeError };

/** Why a layer makes nothing. */
export type LayerFault =
  | { readonly kind: 'needs'; readonly need: LayerNeed; readonly got: readonly Shape[] }
  | { readonly kind: 'missingSource'; readonly source: string; readonly known: readonly string[] }
  | { readonly kind: 'labelWithoutClasses' };

/** A layer on the way of the shapes through a network in which something may be wrong. */
export type TracedLayer =
  | (LayerDescription & { readonly state: 'fits' })
  | {
      readonly state: 'wrong';
      readonly layer: LayerSpec;
      readonly sources: readonly string[];
      readonly fault: LayerFault;
      /** What it will make once it is mended; null where that cannot be said. */
      readonly outputShape: Shape | null;
    }
  /** It waits for a layer before it that makes nothing. */
  | {
      readonly state: 'waits';
      readonly layer: LayerSpec;
      readonly sources: readonly string[];
      readonly outputShape: Shape | null;
    };

/**
 * Follows shapes through a network, and on past a layer that is wrong: each is judged as far as its own inputs are known.
 *
 * @param inputShape of what the network takes
 * @param labels how many classes there are; null where the network gets no label
 */
export function traceShapes(spec: NetworkSpec, inputShape: Shape, labels: number | null): readonly TracedLayer[] {
  const known = new Map<string, Shape | null>([['input', inputShape]]);
  if (labels !== null) known.set('label', [labels]);
  let previous = 'input';
  return spec.layers.map((layer) => {
    const traced = traceLayer(layer, layer.inputs ?? [previous], known);
    known.set(layer.id, traced.outputShape);
    previous = layer.id;
    return traced;
  });
}

/**
 * Follows shapes through a network. Pure: the window and the trainer call the same function.
 *
 * @param inputShape of what the network takes
 * @param labels how many classes there are; null where the network gets no label
 */
export function inferShapes(spec: NetworkSpec, inputShape: Shape, labels: number | null = null): ShapeInference {
  const layers: LayerDescription[] = [];
  for (const traced of traceShapes(spec, inputShape, labels)) {
    if (traced.state === 'wrong') {
      return { ok: false, error: { layerId: traced.layer.id, told: faultTold(traced.layer, traced.fault) } };
    }
    // nothing waits without something wrong before it
    if (traced.state === 'waits') break;
    layers.push(leaveOut(traced, 'state'));
  }
  const outputShape = layers.at(-1)?.outputShape ?? inputShape;
  const layerId = spec.classes;
  const shape = layers.find(({ layer }) => layer.id === layerId)?.outputShape;
  if (layerId !== undefined && !shape) {
    return { ok: false, error: { layerId, told: missingClassesTold(layerId) } };
  }
  const classes = layerId !== undefined && shape ? { layerId, shape } : null;
  const parameterCount = layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
  return { ok: true, network: { layers, outputShape, classes, parameterCount } };
}

/** @param known shapes of what lies before the layer; null where it cannot be said */
function traceLayer(
  layer: LayerSpec,
  sources: readonly string[],
  known: ReadonlyMap<string, Shape | null>,
): TracedLayer {
  const wrong = (fault: LayerFault): TracedLayer => {
    return { state: 'wrong', layer, sources, fault, outputShape: outputWithoutInput(layer) };
  };
  const shapes: Shape[] = [];
  let waits = false;
  for (const source of sources) {
    const shape = known.get(source);
    if (shape === undefined) {
      if (source === 'label') return wrong({ kind: 'labelWithoutClasses' });
      return wrong({ kind: 'missingSource', source, known: [...known.keys()] });
    }
    if (shape === null) waits = true;
    else shapes.push(shape);
  }
  if (waits) return { state: 'waits', layer, sources, outputShape: outputWithoutInput(layer) };
  const step = inferLayer(layer, shapes);
  if ('needs' in step) return wrong({ kind: 'needs', need: step.needs, got: shapes });
  const parameters = step.parameters ?? [];
  const parameterCount = parameters.reduce((sum, parameter) => sum + elementCount(parameter.shape), 0);
  const [inputShape = []] = shapes;
  const shape = { inputShape, inputShapes: shapes, outputShape: step.output };
  return { state: 'fits', layer, sources, ...shape, parameters, parameterCount };
}
