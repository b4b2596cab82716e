import { assertNever } from './assert-never';
import type { LayerSpec, NetworkSpec } from './layer-specs';
import { elementCount, formatShape, type Shape } from './tensor';

/** Side after a convolution, PyTorch's formula. Pixels; may come out below 1 for an input that is too small. */
export function convOutputSide(side: number, kernel: number, stride: number, padding: number): number {
  return Math.floor((side + 2 * padding - kernel) / stride) + 1;
}

/** Side after a transposed convolution without output padding, PyTorch's formula. Pixels. */
export function transposedConvOutputSide(side: number, kernel: number, stride: number, padding: number): number {
  return (side - 1) * stride - 2 * padding + kernel;
}

/** A trainable array of a layer. */
export interface ParameterSpec {
  /** Name within the layer: `weight`, `bias`, `scale` or `offset`. */
  readonly name: 'weight' | 'bias' | 'scale' | 'offset';
  /** Dense [in, out]; conv [kernel, kernel, in, out]; transposed conv [kernel, kernel, out, in]; norms [channels]. */
  readonly shape: Shape;
}

/** What a layer makes of its input. Shapes without the batch: [features] or [height, width, channels]. */
export interface LayerDescription {
  readonly layer: LayerSpec;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters: readonly ParameterSpec[];
  /** Trainable numbers; running statistics are not counted. */
  readonly parameterCount: number;
}

export interface NetworkDescription {
  readonly layers: readonly LayerDescription[];
  readonly outputShape: Shape;
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

type Step = { readonly output: Shape; readonly parameters?: readonly ParameterSpec[] } | { readonly needs: string };

/** Follows a shape through a network. Pure: the window and the trainer call the same function. */
export function inferShapes(spec: NetworkSpec, inputShape: Shape): ShapeInference {
  const layers: LayerDescription[] = [];
  let shape = inputShape;
  for (const layer of spec.layers) {
    const step = inferLayer(layer, shape);
    if ('needs' in step) {
      const message = `Layer "${layer.id}" (${layer.kind}) got ${formatShape(shape)} but needs ${step.needs}.`;
      return { ok: false, error: { layerId: layer.id, message } };
    }
    const parameters = step.parameters ?? [];
    const parameterCount = parameters.reduce((sum, parameter) => sum + elementCount(parameter.shape), 0);
    layers.push({ layer, inputShape: shape, outputShape: step.output, parameters, parameterCount });
    shape = step.output;
  }
  const parameterCount = layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
  return { ok: true, network: { layers, outputShape: shape, parameterCount } };
}

function inferLayer(layer: LayerSpec, input: Shape): Step {
  switch (layer.kind) {
    case 'dense': {
      const [features, ...rest] = input;
      if (features === undefined || rest.length > 0) return { needs: 'a flat input; put a flatten layer before it' };
      return { output: [layer.units], parameters: withBias([features, layer.units], layer.units, layer.bias) };
    }
    case 'conv':
    case 'transposedConv':
      return inferConvolution(layer, input);
    case 'batchNorm': {
      const channels = input.at(-1);
      if (channels === undefined) return { needs: 'at least one axis' };
      return {
        output: input,
        parameters: [
          { name: 'scale', shape: [channels] },
          { name: 'offset', shape: [channels] },
        ],
      };
    }
    case 'relu':
    case 'leakyRelu':
    case 'tanh':
    case 'sigmoid':
      return { output: input };
    case 'flatten':
      return { output: [elementCount(input)] };
    case 'reshape': {
      const got = elementCount(input);
      const wanted = elementCount(layer.shape);
      if (got !== wanted) return { needs: `${wanted} numbers to form ${formatShape(layer.shape)}, not ${got}` };
      return { output: layer.shape };
    }
    case 'upsample': {
      const [height, width, channels] = input;
      if (height === undefined || width === undefined || channels === undefined) return { needs: imageNeeded };
      return { output: [height * layer.factor, width * layer.factor, channels] };
    }
    default:
      return assertNever(layer);
  }
}

const imageNeeded = 'an image (height x width x channels); put a reshape layer before it';

function inferConvolution(layer: Extract<LayerSpec, { kind: 'conv' | 'transposedConv' }>, input: Shape): Step {
  const [height, width, channels] = input;
  if (height === undefined || width === undefined || channels === undefined) return { needs: imageNeeded };
  const { kernel, stride, padding, filters, bias } = layer;
  const transposed = layer.kind === 'transposedConv';
  if (transposed && padding >= kernel) return { needs: `a padding below its kernel of ${kernel}` };
  const side = transposed ? transposedConvOutputSide : convOutputSide;
  const outputHeight = side(height, kernel, stride, padding);
  const outputWidth = side(width, kernel, stride, padding);
  if (outputHeight < 1 || outputWidth < 1) {
    return { needs: `sides that leave at least one pixel with kernel ${kernel}, stride ${stride}, padding ${padding}` };
  }
  const weight = transposed ? [kernel, kernel, filters, channels] : [kernel, kernel, channels, filters];
  return { output: [outputHeight, outputWidth, filters], parameters: withBias(weight, filters, bias) };
}

function withBias(weight: Shape, outputs: number, bias: boolean): readonly ParameterSpec[] {
  const parameters: ParameterSpec[] = [{ name: 'weight', shape: weight }];
  if (bias) parameters.push({ name: 'bias', shape: [outputs] });
  return parameters;
}
