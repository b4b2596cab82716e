import type { GeneratorWeights } from '../../shared/export-format';
import { describeNetwork, type Recipe } from '../../shared/recipe';
import type { LayerDescription } from '../../shared/shape-inference';
import { StudioError } from '../../shared/studio-error';
import { formatShape, type NamedTensor, type Shape } from '../../shared/tensor';
import { worded, type Told } from '../../shared/wording/worded';
import { divideBySigma } from './divide-by-sigma';

/** An array of a layer, row-major. */
export interface LayerValues {
  readonly shape: Shape;
  readonly data: Float32Array;
}

export type LayerValueName = 'weight' | 'bias' | 'scale' | 'offset' | 'runningMean' | 'runningVariance';

/** A layer with its numbers, as evaluation uses them: a weight with spectral norm is divided already. */
export interface ExportedLayer extends LayerDescription {
  readonly values: ReadonlyMap<LayerValueName, LayerValues>;
}

/** The generator of a checkpoint, free of any format. */
export interface ExportedGenerator {
  readonly recipe: Recipe;
  readonly step: number;
  readonly weights: GeneratorWeights;
  readonly layers: readonly ExportedLayer[];
}

interface Snapshot {
  readonly recipe: Recipe;
  readonly step: number;
  readonly tensors: readonly NamedTensor[];
}

/**
 * @param wanted which weights; where left out, those that the run draws its sheets with
 * @throws StudioError `invalid-request` where a moving average is wanted that the recipe does not keep;
 * `checkpoint-damaged` where a tensor is missing or of another shape
 */
export function generatorOf({ recipe, step, tensors }: Snapshot, wanted?: GeneratorWeights): ExportedGenerator {
  const weights = wanted ?? (recipe.ema === null ? 'raw' : 'ema');
  if (weights === 'ema' && recipe.ema === null) {
    throw new StudioError('invalid-request', worded('export.noAverage', { preset: recipe.preset }));
  }
  const found = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const network = weights === 'ema' ? 'ema/generator' : 'generator';
  const layers = describeNetwork(recipe, 'generator').layers.map((described) => {
    const read = (name: string, shape: Shape): LayerValues =>
      valuesOf(found, `${network}/${described.layer.id}/${name}`, shape);
    return { ...described, values: valuesOfLayer(described, read) };
  });
  return { recipe, step, weights, layers };
}

type Read = (name: string, shape: Shape) => LayerValues;

function valuesOfLayer(described: LayerDescription, read: Read): ReadonlyMap<LayerValueName, LayerValues> {
  const { layer, outputShape, parameters } = described;
  const values = new Map<LayerValueName, LayerValues>(parameters.map(({ name, shape }) => [name, read(name, shape)]));
  if (layer.kind === 'batchNorm') {
    const channels = outputShape.slice(-1);
    for (const name of ['runningMean', 'runningVariance'] as const) values.set(name, read(name, channels));
  }
  const weight = values.get('weight');
  if (weight && 'spectralNorm' in layer && layer.spectralNorm === true) {
    const outputs = layer.kind === 'dense' ? layer.units : layer.filters;
    const u = read('spectralU', [outputs]).data;
    const v = read('spectralV', [weight.data.length / outputs]).data;
    values.set('weight', divideBySigma(weight, layer.kind, { u, v }));
  }
  return values;
}

function valuesOf(tensors: ReadonlyMap<string, NamedTensor>, name: string, shape: Shape): LayerValues {
  const tensor = tensors.get(name);
  if (!tensor) throw new StudioError('checkpoint-damaged', worded('checkpoint.lacks', { name }));
  if (!(tensor.data instanceof Float32Array) || formatShape(tensor.shape) !== formatShape(shape)) {
    const found = `${tensor.dtype} [${formatShape(tensor.shape)}]`;
    const message = worded('checkpoint.holds', { name, found, wanted: formatShape(shape) });
    throw new StudioError('checkpoint-damaged', message);
  }
  return { shape, data: tensor.data };
}

/** A layer that a format cannot tell of, as a sentence. */
export function noEqual(
  { layer }: ExportedLayer,
  format: string,
  why: Told,
  cure: Told = worded('export.cureOther'),
): StudioError {
  const message = worded('export.noEqual', { layer: layer.id, kind: layer.kind, format, why, cure });
  return new StudioError('invalid-request', message);
}

/** What is told of a generator beside its numbers, as texts. */
export function generatorMetadata({ recipe, step, weights }: ExportedGenerator): Readonly<Record<string, string>> {
  return {
    format: 'gan-studio-generator',
    formatVersion: '1',
    step: String(step),
    weights,
    network: JSON.stringify(recipe.networks.generator),
    recipe: JSON.stringify(recipe),
  };
}
