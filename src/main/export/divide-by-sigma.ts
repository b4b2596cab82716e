import type { LayerKind } from '../../shared/layer-specs';
import type { LayerValues } from './generator';

/** weight / (uᵀ W v), as evaluation of a layer with spectral norm has it; see gan/spectral-norm. */
export function divideBySigma(
  { shape, data }: LayerValues,
  kind: LayerKind,
  { u, v }: { readonly u: Float32Array; readonly v: Float32Array },
): LayerValues {
  // [kernel, kernel, out, in] where transposed, else the outputs come last
  const inner = kind === 'transposedConv' ? (shape.at(-1) ?? 1) : 1;
  let sigma = 0;
  for (const [index, value] of data.entries()) {
    const output = Math.floor(index / inner) % u.length;
    const input = Math.floor(index / (inner * u.length)) * inner + (index % inner);
    sigma += value * (u[output] ?? 0) * (v[input] ?? 0);
  }
  return { shape, data: data.map((value) => value / sigma) };
}
