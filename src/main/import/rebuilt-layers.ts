import type { LayerSpec } from '../../shared/layer-specs';
import type { FittedWeights } from './fit-network';
import type { ForeignLayer } from './foreign-layers';

type Dense = Extract<ForeignLayer, { kind: 'dense' }>;
type Convolution = Extract<ForeignLayer, { kind: 'convolution' }>;
type BatchNorm = Extract<ForeignLayer, { kind: 'batchNorm' }>;

export interface Window {
  readonly stride: number;
  readonly padding: number;
}

/** A network that grows layer by layer, with the numbers of each. */
export interface RebuiltLayers {
  readonly layers: LayerSpec[];
  dense(layer: Dense): void;
  convolution(kind: 'conv' | 'transposedConv', layer: Convolution, window: Window): void;
  batchNorm(layer: BatchNorm): void;
  /** A layer without numbers. */
  plain(layer: LayerSpec): void;
  activation(kind: 'relu' | 'leakyRelu'): void;
  weights(): FittedWeights;
}

/** What PyTorch's and Keras' examples take most. */
const usualSlope = 0.2;

export function rebuildLayers(): RebuiltLayers {
  const layers: LayerSpec[] = [];
  const numbers = new Map<string, Float32Array>();
  const counts = new Map<string, number>();
  function idOf(kind: string): string {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind}${count}`;
  }
  function keep(id: string, parts: Readonly<Record<string, Float32Array | null>>): void {
    for (const [name, data] of Object.entries(parts)) if (data) numbers.set(`${id}/${name}`, data);
  }
  return {
    layers,
    dense: ({ outputs, weight, bias }) => {
      const id = idOf('dense');
      layers.push({ kind: 'dense', id, units: outputs, bias: bias !== null });
      keep(id, { weight, bias });
    },
    convolution: (kind, { kernel, first, second, weight, bias }, window) => {
      const id = idOf(kind === 'conv' ? 'down' : 'up');
      const filters = kind === 'conv' ? second : first;
      layers.push({ kind, id, filters, kernel, ...window, bias: bias !== null });
      keep(id, { weight, bias });
    },
    batchNorm: ({ scale, offset, mean, variance }) => {
      const id = idOf('norm');
      layers.push({ kind: 'batchNorm', id });
      keep(id, { scale, offset, runningMean: mean, runningVariance: variance });
    },
    plain: (layer) => {
      layers.push(layer);
    },
    activation: (kind) => {
      const id = idOf(kind);
      layers.push(kind === 'relu' ? { kind, id } : { kind, id, slope: usualSlope });
    },
    weights: () => numbers,
  };
}
