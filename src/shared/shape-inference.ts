import { inferLayer, type ParameterSpec } from './layer-shapes';
import type { LayerSpec, NetworkSpec } from './layer-specs';
import { elementCount, formatShape, type Shape } from './tensor';

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
  /** One sentence: the layer, the shape it got and what it needs. */
  readonly message: string;
}

export type ShapeInference =
  { readonly ok: true; readonly network: NetworkDescription } | { readonly ok: false; readonly error: ShapeError };

/**
 * Follows shapes through a network. Pure: the window and the trainer call the same function.
 *
 * @param inputShape of what the network takes
 * @param labels how many classes there are; null where the network gets no label
 */
export function inferShapes(spec: NetworkSpec, inputShape: Shape, labels: number | null = null): ShapeInference {
  const known = new Map<string, Shape>([['input', inputShape]]);
  if (labels !== null) known.set('label', [labels]);
  const layers: LayerDescription[] = [];
  let previous = 'input';
  for (const layer of spec.layers) {
    const described = describeLayer(layer, layer.inputs ?? [previous], known);
    if ('message' in described) return { ok: false, error: described };
    layers.push(described);
    known.set(layer.id, described.outputShape);
    previous = layer.id;
  }
  const outputShape = known.get(previous) ?? inputShape;
  const layerId = spec.classes;
  const shape = layerId === undefined ? undefined : known.get(layerId);
  if (layerId !== undefined && !shape) {
    return { ok: false, error: { layerId, message: `There is no layer "${layerId}" that could tell the classes.` } };
  }
  const classes = layerId !== undefined && shape ? { layerId, shape } : null;
  const parameterCount = layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
  return { ok: true, network: { layers, outputShape, classes, parameterCount } };
}

function describeLayer(
  layer: LayerSpec,
  sources: readonly string[],
  known: ReadonlyMap<string, Shape>,
): LayerDescription | ShapeError {
  const shapes: Shape[] = [];
  for (const source of sources) {
    const shape = known.get(source);
    if (!shape) return { layerId: layer.id, message: missingSource(layer, source, known) };
    shapes.push(shape);
  }
  const step = inferLayer(layer, shapes);
  if ('needs' in step) {
    const got = shapes.map(formatShape).join(' and ');
    const message = `Layer "${layer.id}" (${layer.kind}) got ${got} but needs ${step.needs}.`;
    return { layerId: layer.id, message };
  }
  const parameters = step.parameters ?? [];
  const parameterCount = parameters.reduce((sum, parameter) => sum + elementCount(parameter.shape), 0);
  const [inputShape = []] = shapes;
  return { layer, sources, inputShape, inputShapes: shapes, outputShape: step.output, parameters, parameterCount };
}

function missingSource(layer: LayerSpec, source: string, known: ReadonlyMap<string, Shape>): string {
  const named = `Layer "${layer.id}" (${layer.kind})`;
  if (source === 'label') return `${named} takes the label, but the recipe is not conditional; give it classes.`;
  return `${named} takes "${source}", which is no layer before it; these are: ${[...known.keys()].join(', ')}.`;
}
