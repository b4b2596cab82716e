/** The kinds of layers as they are offered, and what a new one begins as. */
import { assertNever } from '../../shared/assert-never';
import type { LayerKind, LayerSpec } from '../../shared/layer-specs';
import { elementCount, type Shape } from '../../shared/tensor';

export interface LayerGroup {
  readonly name: 'weights' | 'activations' | 'norms' | 'shape' | 'joins' | 'regularisation';
  readonly kinds: readonly LayerKind[];
}

export const layerGroups: readonly LayerGroup[] = [
  { name: 'weights', kinds: ['conv', 'transposedConv', 'dense', 'embedding'] },
  { name: 'activations', kinds: ['relu', 'leakyRelu', 'tanh', 'sigmoid', 'softplus'] },
  { name: 'norms', kinds: ['batchNorm', 'layerNorm', 'instanceNorm'] },
  { name: 'shape', kinds: ['flatten', 'reshape', 'upsample'] },
  { name: 'joins', kinds: ['concat', 'add'] },
  { name: 'regularisation', kinds: ['dropout', 'noise', 'minibatchDiscrimination', 'minibatchDeviation'] },
];

/** Whether a layer stands in the list as a lower row: it has hardly a setting and keeps its input's shape. */
export function isSmall(kind: LayerKind): boolean {
  return layerGroups.some(({ name, kinds }) => (name === 'activations' || name === 'norms') && kinds.includes(kind));
}

/**
 * A layer as it begins.
 *
 * @param input shape that it will get, where that is known: what it begins with should fit
 */
export function newLayer(kind: LayerKind, input: Shape | null): LayerSpec {
  const channels = input?.at(-1) ?? 64;
  const side = input?.length === 3 ? (input[0] ?? 1) : 8;
  switch (kind) {
    case 'dense':
      return { kind, id: kind, units: 256, bias: true };
    case 'conv':
      return {
        kind,
        id: kind,
        filters: channels < 16 ? 64 : channels,
        kernel: Math.min(3, side),
        stride: 1,
        padding: side < 3 ? 0 : 1,
        bias: false,
      };
    case 'transposedConv':
      return {
        kind,
        id: kind,
        filters: Math.max(1, Math.floor(channels / 2)),
        kernel: 4,
        stride: 2,
        padding: 1,
        bias: false,
      };
    case 'leakyRelu':
      return { kind, id: kind, slope: 0.2 };
    case 'reshape':
      return {
        kind,
        id: kind,
        shape: input === null ? [1, 1, 64] : input.length === 3 ? [elementCount(input)] : [1, 1, ...input],
      };
    case 'upsample':
      return { kind, id: kind, factor: 2 };
    case 'dropout':
      return { kind, id: kind, rate: 0.3 };
    case 'noise':
      return { kind, id: kind, deviation: 0.1 };
    case 'embedding':
      return { kind, id: kind, inputs: ['label'], size: 100 };
    case 'minibatchDiscrimination':
      return { kind, id: kind, features: 32, kernel: 8 };
    case 'batchNorm':
    case 'layerNorm':
    case 'instanceNorm':
    case 'relu':
    case 'tanh':
    case 'sigmoid':
    case 'softplus':
    case 'flatten':
    case 'concat':
    case 'add':
    case 'minibatchDeviation':
      return { kind, id: kind };
    default:
      return assertNever(kind);
  }
}
