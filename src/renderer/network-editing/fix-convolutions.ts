/** Settings of convolutions that may mend a side that does not come out. */
import type { LayerSpec } from '../../shared/layer-specs';
import { traceNetwork, type NetworkRole } from '../../shared/network-problems';
import { transposedTo } from './convolution-search';
import type { Fix, FixText } from './fixes';
import { replaceLayer } from './layer-edits';
import { withNetwork, type NetworkDesign } from './network-design';

type Convolution = Extract<LayerSpec, { kind: 'conv' | 'transposedConv' }>;

/** How far a setting is moved in search of one that fits. */
const reach = { kernel: 64, stride: 16, padding: 32 } as const;
const least = { kernel: 1, stride: 1, padding: 0 } as const;

function isConvolution(layer: LayerSpec): layer is Convolution {
  return layer.kind === 'conv' || layer.kind === 'transposedConv';
}

function withConvolution(design: NetworkDesign, role: NetworkRole, layer: Convolution): NetworkDesign {
  return withNetwork(design, role, replaceLayer(design.networks[role], layer.id, layer));
}

/** The nearest other kernel, padding and stride, each alone, with which this layer itself makes something. */
export function nudges(design: NetworkDesign, role: NetworkRole, layer: LayerSpec): readonly Fix[] {
  if (!isConvolution(layer)) return [];
  return (['kernel', 'padding', 'stride'] as const).flatMap((field): readonly Fix[] => {
    const values = nearest(layer[field], least[field], reach[field]);
    for (const value of values) {
      const changed = withConvolution(design, role, { ...layer, [field]: value });
      const traced = traceNetwork(changed, role).find(({ layer: { id } }) => id === layer.id);
      if (traced?.state === 'fits')
        return [{ text: { kind: 'setField', field, value, layerId: layer.id }, design: changed }];
    }
    return [];
  });
}

/** Values around one, the nearest first, without itself. */
function nearest(value: number, min: number, max: number): readonly number[] {
  const found: number[] = [];
  for (let distance = 1; distance <= max; distance++) {
    for (const candidate of [value - distance, value + distance]) {
      if (candidate >= min && candidate <= max) found.push(candidate);
    }
  }
  return found;
}

/** Convolutions of the generator, the last ones first, set so that its image has this side and these channels. */
export function windowsTo(design: NetworkDesign, side: number, channels: number): readonly Fix[] {
  const traced = traceNetwork(design, 'generator');
  const convolutions = traced.filter(({ layer, state }) => state === 'fits' && isConvolution(layer)).reverse();
  const fixes: Fix[] = [];
  for (const [index, one] of convolutions.slice(0, 3).entries()) {
    const { layer } = one;
    if (one.state !== 'fits' || !isConvolution(layer)) continue;
    const filters = index === 0 ? channels : layer.filters;
    const [from = 1] = one.inputShape;
    const [made = 1] = one.outputShape;
    if (made === side && filters !== layer.filters) fixes.push(convolutionFix(design, layer, { ...layer, filters }));
    if (layer.kind !== 'transposedConv') continue;
    // what follows may enlarge further: the image's side, and the part of it that this layer has to make
    const ends = (traced.at(-1)?.outputShape?.[0] ?? made) / made;
    const window = Number.isInteger(side / ends) ? transposedTo(from, side / ends, layer) : null;
    if (window) fixes.push(convolutionFix(design, layer, { ...layer, ...window, filters }));
  }
  return fixes;
}

function convolutionFix(design: NetworkDesign, layer: Convolution, next: Convolution): Fix {
  const { filters, kernel, stride, padding, id } = next;
  const changed = (['filters', 'kernel', 'stride', 'padding'] as const).filter((field) => layer[field] !== next[field]);
  const [field] = changed;
  const text: FixText =
    field !== undefined && changed.length === 1
      ? { kind: 'setField', field, value: next[field], layerId: id }
      : { kind: 'setWindow', layerId: id, filters, kernel, stride, padding };
  return { text, design: withConvolution(design, 'generator', next) };
}
