/** Layers that bring the inputs of a join to the same shape. */
import type { LayerSpec } from '../../shared/layer-specs';
import type { NetworkRole } from '../../shared/network-problems';
import { elementCount, formatShape, type Shape } from '../../shared/tensor';
import { plainConvolutionTo, transposedTo } from './convolution-search';
import type { Fix } from './fixes';
import { indexOfLayer, insertLayers, replaceLayer, setInputs } from './layer-edits';
import { withNetwork, type NetworkDesign } from './network-design';

const mostUnits = 65_536;

/** What may mend a join whose inputs do not go together: a layer that matches one of them, or joining instead of adding. */
export function joinCandidates(
  design: NetworkDesign,
  role: NetworkRole,
  layer: LayerSpec,
  sources: readonly string[],
  got: readonly Shape[],
): readonly Fix[] {
  const network = design.networks[role];
  const fixes: Fix[] = [];
  const [wanted] = got;
  const odd = got.findIndex((shape) => wanted !== undefined && !goTogether(layer, wanted, shape));
  const [source, shape] = [sources[odd], got[odd]];
  if (wanted && source !== undefined && shape) {
    const between = matchingLayers(shape, wanted, layer.kind === 'add', source);
    if (between.length > 0) {
      const insertion = insertLayers(network, indexOfLayer(network, layer.id), between);
      const inputs = sources.map((id) => (id === source ? (insertion.ids.at(-1) ?? id) : id));
      const mended = withNetwork(design, role, setInputs(insertion.network, layer.id, inputs));
      fixes.push({ text: { kind: 'matchInput', source }, design: mended });
    }
  }
  if (layer.kind === 'add') {
    const joined = withNetwork(design, role, replaceLayer(network, layer.id, { ...layer, kind: 'concat' }));
    fixes.push({ text: { kind: 'replaceWith', layer: 'concat' }, design: joined });
  }
  return fixes;
}

function goTogether({ kind }: LayerSpec, a: Shape, b: Shape): boolean {
  if (kind === 'add') return formatShape(a) === formatShape(b);
  return formatShape(a.slice(0, -1)) === formatShape(b.slice(0, -1));
}

/** Layers that turn one shape into another; with `exactly` the channels too. None where no single step does. */
function matchingLayers(from: Shape, to: Shape, exactly: boolean, source: string): readonly LayerSpec[] {
  const [toSide = 1, , toChannels = 1] = to;
  const inputs = [source];
  if (from.length === 3 && to.length === 3) {
    const [side = 1, , channels = 1] = from;
    const filters = exactly ? toChannels : channels;
    const enlarged = transposedTo(side, toSide, {
      kernel: 4,
      stride: Math.max(1, Math.floor(toSide / side)),
      padding: 1,
    });
    const kind = side < toSide ? 'transposedConv' : 'conv';
    const window = side < toSide ? enlarged : plainConvolutionTo(side, toSide);
    return window ? [{ kind, id: 'match', inputs, filters, ...window, bias: false }] : [];
  }
  if (to.length === 3) {
    const shape = [toSide, to[1] ?? toSide, exactly ? toChannels : 1];
    const units = elementCount(shape);
    if (units > mostUnits || from.length !== 1) return [];
    return [
      { kind: 'dense', id: 'match', inputs, units, bias: true },
      { kind: 'reshape', id: 'matched', shape },
    ];
  }
  const flat: LayerSpec = { kind: 'flatten', id: 'flatten', inputs };
  if (!exactly) return [flat];
  const dense: LayerSpec = { kind: 'dense', id: 'match', units: to[0] ?? 1, bias: true };
  return from.length === 1 ? [{ ...dense, inputs }] : [flat, dense];
}
