import { assertNever } from './assert-never';
import type { LayerNeed } from './layer-needs';
import type { LayerSpec } from './layer-specs';
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
  /**
   * Dense [in, out]; conv [kernel, kernel, in, out]; transposed conv [kernel, kernel, out, in]; batch norm [channels]; layer
   * norm as its input; embedding [classes, size]; minibatch discrimination [in, features, kernel].
   */
  readonly shape: Shape;
}

/** Shapes without the batch: [features] or [height, width, channels]. */
export type LayerShapes =
  { readonly output: Shape; readonly parameters?: readonly ParameterSpec[] } | { readonly needs: LayerNeed };

/** What a layer makes of the shapes that it takes, or what it needs instead. */
export function inferLayer(layer: LayerSpec, inputs: readonly Shape[]): LayerShapes {
  if (layer.kind === 'concat') return inferConcat(inputs);
  if (layer.kind === 'add') return inferAdd(inputs);
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0) return { needs: { kind: 'oneInput' } };
  return inferFromOne(layer, input);
}

type LayerOfOne = Exclude<LayerSpec, { kind: 'concat' | 'add' }>;

function inferFromOne(layer: LayerOfOne, input: Shape): LayerShapes {
  switch (layer.kind) {
    case 'dense': {
      const [features, ...rest] = input;
      if (features === undefined || rest.length > 0) return { needs: { kind: 'flat' } };
      return { output: [layer.units], parameters: withBias([features, layer.units], layer.units, layer.bias) };
    }
    case 'conv':
    case 'transposedConv':
      return inferConvolution(layer, input);
    case 'batchNorm': {
      const channels = input.at(-1);
      if (channels === undefined) return { needs: { kind: 'axis' } };
      return {
        output: input,
        parameters: [
          { name: 'scale', shape: [channels] },
          { name: 'offset', shape: [channels] },
        ],
      };
    }
    case 'layerNorm':
      return {
        output: input,
        parameters: [
          { name: 'scale', shape: input },
          { name: 'offset', shape: input },
        ],
      };
    case 'instanceNorm':
      return input.length === 3 ? { output: input } : { needs: { kind: 'image' } };
    case 'relu':
    case 'leakyRelu':
    case 'tanh':
    case 'sigmoid':
    case 'softplus':
    case 'dropout':
    case 'noise':
      return { output: input };
    case 'flatten':
      return { output: [elementCount(input)] };
    case 'reshape': {
      const got = elementCount(input);
      const wanted = elementCount(layer.shape);
      if (got !== wanted) return { needs: { kind: 'numbers', wanted, got, shape: layer.shape } };
      return { output: layer.shape };
    }
    case 'upsample': {
      const [height, width, channels] = input;
      if (height === undefined || width === undefined || channels === undefined) return { needs: { kind: 'image' } };
      return { output: [height * layer.factor, width * layer.factor, channels] };
    }
    case 'embedding': {
      const [classes, ...rest] = input;
      if (classes === undefined || rest.length > 0) return { needs: { kind: 'label' } };
      return { output: [layer.size], parameters: [{ name: 'weight', shape: [classes, layer.size] }] };
    }
    case 'minibatchDiscrimination': {
      const [features, ...rest] = input;
      if (features === undefined || rest.length > 0) return { needs: { kind: 'flat' } };
      const weight = [features, layer.features, layer.kernel];
      return { output: [features + layer.features], parameters: [{ name: 'weight', shape: weight }] };
    }
    case 'minibatchDeviation':
      return { output: [...input.slice(0, -1), (input.at(-1) ?? 0) + 1] };
    default:
      return assertNever(layer);
  }
}

function inferConcat(inputs: readonly Shape[]): LayerShapes {
  const [first, ...others] = inputs;
  const sides = first?.slice(0, -1) ?? [];
  if (!first || others.some((shape) => formatShape(shape.slice(0, -1)) !== formatShape(sides))) {
    return { needs: { kind: 'alikeButLast' } };
  }
  return { output: [...sides, inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)] };
}

function inferAdd(inputs: readonly Shape[]): LayerShapes {
  const [first, ...others] = inputs;
  if (!first || others.some((shape) => formatShape(shape) !== formatShape(first))) {
    return { needs: { kind: 'same' } };
  }
  return { output: first };
}

function inferConvolution(layer: Extract<LayerSpec, { kind: 'conv' | 'transposedConv' }>, input: Shape): LayerShapes {
  const [height, width, channels] = input;
  if (height === undefined || width === undefined || channels === undefined) return { needs: { kind: 'image' } };
  const { kernel, stride, padding, filters, bias } = layer;
  const transposed = layer.kind === 'transposedConv';
  if (transposed && padding >= kernel) return { needs: { kind: 'paddingBelowKernel', kernel } };
  const side = transposed ? transposedConvOutputSide : convOutputSide;
  const outputHeight = side(height, kernel, stride, padding);
  const outputWidth = side(width, kernel, stride, padding);
  if (outputHeight < 1 || outputWidth < 1) {
    return { needs: { kind: 'largerSides', side: Math.min(height, width), kernel, stride, padding } };
  }
  const weight = transposed ? [kernel, kernel, filters, channels] : [kernel, kernel, channels, filters];
  return { output: [outputHeight, outputWidth, filters], parameters: withBias(weight, filters, bias) };
}

function withBias(weight: Shape, outputs: number, bias: boolean): readonly ParameterSpec[] {
  const parameters: ParameterSpec[] = [{ name: 'weight', shape: weight }];
  if (bias) parameters.push({ name: 'bias', shape: [outputs] });
  return parameters;
}

/** What a layer makes whatever it takes; null where that depends on its input. */
export function outputWithoutInput(layer: LayerSpec): Shape | null {
  if (layer.kind === 'dense') return [layer.units];
  if (layer.kind === 'reshape') return layer.shape;
  return layer.kind === 'embedding' ? [layer.size] : null;
}
