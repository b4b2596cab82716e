/** Changes that may mend a problem, the likeliest first; `fixes.ts` tries which of them do. */
import { assertNever } from '../../shared/assert-never';
import type { LayerSpec } from '../../shared/layer-specs';
import { leaveOut } from '../../shared/leave-out';
import { traceNetwork, type NetworkProblem, type NetworkRole } from '../../shared/network-problems';
import type { LayerFault } from '../../shared/shape-inference';
import { elementCount, type Shape } from '../../shared/tensor';
import { nudges, windowsTo } from './fix-convolutions';
import { joinCandidates } from './fix-joins';
import type { Fix, FixText } from './fixes';
import { indexOfLayer, insertLayers, removeLayers, replaceLayer, setInputs } from './layer-edits';
import { sourcesAt } from './layer-wiring';
import { mirrorDiscriminator } from './mirror';
import { withNetwork, type NetworkDesign } from './network-design';

type Problem<K extends NetworkProblem['kind']> = Extract<NetworkProblem, { kind: K }>;

export function candidatesFor(
  design: NetworkDesign,
  problem: NetworkProblem,
  dataClasses: number | null,
): readonly Fix[] {
  switch (problem.kind) {
    case 'layer':
      return faultCandidates(design, problem, problem.fault, dataClasses ?? 10);
    case 'empty':
      return problem.role === 'generator' ? [mirrored(design)] : appendedDense(design);
    case 'unused':
      return [removed(design, problem)];
    case 'inputUnused':
      return inputCandidates(design, problem.role);
    case 'madeShape':
      return madeCandidates(design, problem);
    case 'range':
      return rangeCandidates(design, problem);
    case 'verdict':
      return verdictCandidates(design);
    case 'penalty':
      return penaltyCandidates(design, problem);
    case 'noClassesLayer':
    case 'classesUnweighted':
      return [withoutClassLayer(design), { text: { kind: 'classLossOn' }, design: withClassWeight(design, 1) }];
    case 'classLossWithoutClasses':
      return [withClasses(design, dataClasses ?? 10), classLossOff(design)];
    case 'classesUntold':
      return [classLossOff(design)];
    case 'classesShape':
      return [...headCandidates(design, problem), classLossOff(design)];
    default:
      return assertNever(problem);
  }
}

function fix(text: FixText, design: NetworkDesign): Fix {
  return { text, design };
}

/** The design with one layer changed. */
function withLayer(design: NetworkDesign, role: NetworkRole, layer: LayerSpec): NetworkDesign {
  return withNetwork(design, role, replaceLayer(design.networks[role], layer.id, layer));
}

function inserted(
  design: NetworkDesign,
  role: NetworkRole,
  index: number,
  layers: readonly LayerSpec[],
): NetworkDesign {
  return withNetwork(design, role, insertLayers(design.networks[role], index, layers).network);
}

function appended(design: NetworkDesign, role: NetworkRole, layers: readonly LayerSpec[]): NetworkDesign {
  return inserted(design, role, design.networks[role].layers.length, layers);
}

/**
 * A layer between another one and what it takes. Where the other names its input, the one put in takes that, and the
 * other takes the one put in.
 */
function insertedBefore(design: NetworkDesign, role: NetworkRole, layer: LayerSpec, between: LayerSpec): NetworkDesign {
  const network = design.networks[role];
  const index = indexOfLayer(network, layer.id);
  const wired = layer.inputs ? ({ ...between, inputs: layer.inputs } as LayerSpec) : between;
  const insertion = insertLayers(network, index, [wired]);
  const [id = ''] = insertion.ids;
  const next = layer.inputs ? setInputs(insertion.network, layer.id, [id]) : insertion.network;
  return withNetwork(design, role, next);
}

function removed(design: NetworkDesign, { network, layerId }: NetworkProblem): Fix {
  return fix(
    { kind: 'remove' },
    withNetwork(design, network, removeLayers(design.networks[network], new Set([layerId]))),
  );
}

function mirrored(design: NetworkDesign): Fix {
  return fix({ kind: 'mirror' }, withNetwork(design, 'generator', mirrorDiscriminator(design)));
}

function withClasses(design: NetworkDesign, classes: number): Fix {
  return fix({ kind: 'setClasses', classes }, { ...design, classes });
}

function withClassWeight(design: NetworkDesign, classWeight: number | null): NetworkDesign {
  return { ...design, objective: { ...design.objective, classWeight } };
}

function withoutClassLayer(design: NetworkDesign): Fix {
  const discriminator = leaveOut(design.networks.discriminator, 'classes');
  return fix({ kind: 'forgetClasses' }, withClassWeight(withNetwork(design, 'discriminator', discriminator), null));
}

function classLossOff(design: NetworkDesign): Fix {
  return { ...withoutClassLayer(design), text: { kind: 'classLossOff' } };
}

function faultCandidates(
  design: NetworkDesign,
  { network: role, layer }: Problem<'layer'>,
  fault: LayerFault,
  classes: number,
): readonly Fix[] {
  const network = design.networks[role];
  const sources = sourcesAt(network, indexOfLayer(network, layer.id));
  const taking = (kind: 'takeBefore' | 'withoutLabel' | 'firstInputOnly', inputs: readonly string[]): Fix =>
    fix({ kind }, withNetwork(design, role, setInputs(network, layer.id, inputs)));
  switch (fault.kind) {
    case 'missingSource':
      return [
        taking(
          'takeBefore',
          sources.filter((source) => fault.known.includes(source)),
        ),
        taking('takeBefore', []),
      ];
    case 'labelWithoutClasses':
      return [
        withClasses(design, classes),
        taking(
          'withoutLabel',
          sources.filter((source) => source !== 'label'),
        ),
      ];
    case 'needs': {
      const { need, got } = fault;
      const [input = []] = got;
      const numbers = elementCount(input);
      switch (need.kind) {
        case 'flat':
          return [
            fix(
              { kind: 'insert', layer: 'flatten' },
              insertedBefore(design, role, layer, { kind: 'flatten', id: 'flatten' }),
            ),
          ];
        case 'image':
          return imageShapesOf(numbers, design.data.side).map((shape) =>
            fix(
              { kind: 'insertReshape', shape },
              insertedBefore(design, role, layer, { kind: 'reshape', id: 'reshape', shape }),
            ),
          );
        case 'numbers':
          return reshapeCandidates(design, role, layer, numbers, need.wanted);
        case 'label':
          return [
            fix(
              { kind: 'takeLabel' },
              {
                ...withNetwork(design, role, setInputs(network, layer.id, ['label'])),
                classes: design.classes ?? classes,
              },
            ),
          ];
        case 'oneInput':
          return [
            fix({ kind: 'joinFirst' }, insertedBefore(design, role, layer, { kind: 'concat', id: 'joined' })),
            taking('firstInputOnly', sources.slice(0, 1)),
          ];
        case 'same':
        case 'alikeButLast':
          return [...joinCandidates(design, role, layer, sources, got), taking('firstInputOnly', sources.slice(0, 1))];
        case 'paddingBelowKernel':
          return nudges(design, role, layer);
        case 'largerSides':
          return [
            ...nudges(design, role, layer),
            ...(layer.kind === 'conv' ? [denseInstead(design, role, layer)] : []),
          ];
        case 'axis':
          return [];
        default:
          return assertNever(need);
      }
    }
  }
}

/** Images that so many numbers can form: one pixel, and squares that doubling leads to the image's side. */
function imageShapesOf(numbers: number, imageSide: number): readonly (readonly [number, number, number])[] {
  const sides = [1, imageSide, ...[2, 4, 8, 16].map((factor) => imageSide / factor)];
  const fitting = sides.filter((side) => Number.isInteger(side) && numbers % (side * side) === 0);
  return fitting.map((side) => [side, side, numbers / (side * side)] as const);
}

function reshapeCandidates(
  design: NetworkDesign,
  role: NetworkRole,
  layer: LayerSpec,
  got: number,
  wanted: number,
): readonly Fix[] {
  if (layer.kind !== 'reshape') return [];
  const [height = 1, width = 1] = layer.shape;
  const fixes: Fix[] = [];
  const network = design.networks[role];
  const [source] = sourcesAt(network, indexOfLayer(network, layer.id));
  const shapes: readonly Shape[] =
    layer.shape.length < 3
      ? [[got]]
      : got % (height * width) === 0
        ? [[height, width, got / (height * width)]]
        : [[1, 1, got]];
  for (const shape of shapes)
    fixes.push(fix({ kind: 'reshapeTo', shape }, withLayer(design, role, { ...layer, shape })));
  const maker = [...network.layers.slice(0, indexOfLayer(network, layer.id))].findLast(({ kind }) => kind === 'dense');
  if (maker?.kind === 'dense') fixes.push(unitsFix(design, role, maker, wanted));
  if (role === 'generator' && source === 'input') {
    fixes.push(fix({ kind: 'setLatent', size: wanted }, { ...design, latent: { ...design.latent, size: wanted } }));
  }
  return fixes;
}

function unitsFix(
  design: NetworkDesign,
  role: NetworkRole,
  layer: Extract<LayerSpec, { kind: 'dense' }>,
  units: number,
): Fix {
  return fix(
    { kind: 'setField', field: 'units', value: units, layerId: layer.id },
    withLayer(design, role, { ...layer, units }),
  );
}

function denseInstead(design: NetworkDesign, role: NetworkRole, layer: Extract<LayerSpec, { kind: 'conv' }>): Fix {
  const { id, inputs, filters, bias } = layer;
  const dense: LayerSpec = { kind: 'dense', id, units: filters, bias, ...(inputs ? { inputs } : {}) };
  const changed = withLayer(design, role, dense);
  return fix({ kind: 'useDense' }, insertedBefore(changed, role, dense, { kind: 'flatten', id: 'flatten' }));
}

function inputCandidates(design: NetworkDesign, role: NetworkRole): readonly Fix[] {
  const [first] = design.networks[role].layers;
  if (!first) return [];
  return [fix({ kind: 'takeInput' }, withNetwork(design, role, setInputs(design.networks[role], first.id, ['input'])))];
}

function madeCandidates(design: NetworkDesign, { made, image }: Problem<'madeShape'>): readonly Fix[] {
  const fixes: Fix[] = [];
  const [side = 1, width = 1, channels = 1] = image;
  const { layers } = design.networks.generator;
  const last = layers.findLast(({ kind }) => kind === 'conv' || kind === 'transposedConv' || kind === 'dense');
  if (last?.kind === 'dense') {
    const widened = unitsFix(design, 'generator', last, elementCount(image));
    const shaping = layers.findLast(({ kind }) => kind === 'reshape');
    if (shaping?.kind === 'reshape' && layers.indexOf(shaping) > layers.indexOf(last)) {
      fixes.push(
        fix(
          { kind: 'reshapeTo', shape: image },
          withLayer(widened.design, 'generator', { ...shaping, shape: [side, width, channels] }),
        ),
      );
    }
    fixes.push(widened);
  }
  fixes.push(...windowsTo(design, side, channels));
  if (elementCount(made) === elementCount(image)) {
    const reshape: LayerSpec = { kind: 'reshape', id: 'image', shape: [side, width, channels] };
    fixes.push(fix({ kind: 'appendReshape', shape: image }, appended(design, 'generator', [reshape])));
  }
  const [madeSide = 0, madeWidth, madeChannels] = made;
  const isSquare = madeSide === madeWidth && madeSide >= 8 && madeSide <= 128;
  if (isSquare && (madeChannels === 1 || madeChannels === 3)) {
    const data: NetworkDesign['data'] = { ...design.data, side: madeSide, channels: madeChannels };
    fixes.push(fix({ kind: 'setImage', side: madeSide, channels: madeChannels }, { ...design, data }));
  }
  fixes.push(mirrored(design));
  return fixes;
}

function rangeCandidates(design: NetworkDesign, { wanted, end }: Problem<'range'>): readonly Fix[] {
  const { layers } = design.networks.generator;
  const last = layers.findLast(({ kind }) => kind !== 'reshape' && kind !== 'flatten');
  const end_: LayerSpec = { kind: wanted, id: wanted };
  const appendedEnd = fix({ kind: 'endWith', layer: wanted }, appended(design, 'generator', [end_]));
  const isActivation = end !== null && ['tanh', 'sigmoid', 'relu', 'leakyRelu', 'softplus'].includes(end);
  if (!last || !isActivation) return [appendedEnd];
  const replacement: LayerSpec = { ...end_, id: last.id, ...(last.inputs ? { inputs: last.inputs } : {}) };
  const replaced = fix({ kind: 'replaceWith', layer: wanted }, withLayer(design, 'generator', replacement));
  const range = end === 'tanh' ? '[-1, 1]' : '[0, 1]';
  const fits = end === 'tanh' || end === 'sigmoid';
  const other = fix({ kind: 'setRange', range }, { ...design, data: { ...design.data, range } });
  return fits ? [replaced, other] : [replaced, appendedEnd];
}

function appendedDense(design: NetworkDesign): readonly Fix[] {
  const output = traceNetwork(design, 'discriminator').at(-1)?.outputShape ?? null;
  const dense: LayerSpec = { kind: 'dense', id: 'logit', units: 1, bias: true };
  const layers: readonly LayerSpec[] = output?.length === 1 ? [dense] : [{ kind: 'flatten', id: 'flatten' }, dense];
  return [fix({ kind: 'appendDense' }, appended(design, 'discriminator', layers))];
}

function verdictCandidates(design: NetworkDesign): readonly Fix[] {
  const traced = traceNetwork(design, 'discriminator');
  const last = traced.findLast(({ layer: { kind } }) => kind === 'conv' || kind === 'dense');
  const fixes: Fix[] = [];
  if (last?.layer.kind === 'dense') fixes.push(unitsFix(design, 'discriminator', last.layer, 1));
  if (last?.state === 'fits' && last.layer.kind === 'conv') {
    const { layer } = last;
    const kernel = (last.inputShape[0] ?? 1) + 2 * layer.padding;
    const next = { ...layer, kernel, filters: 1 };
    const text: FixText =
      layer.filters === 1
        ? { kind: 'setField', field: 'kernel', value: kernel, layerId: layer.id }
        : layer.kernel === kernel
          ? { kind: 'setField', field: 'filters', value: 1, layerId: layer.id }
          : { kind: 'setWindow', layerId: layer.id, filters: 1, kernel, stride: layer.stride, padding: layer.padding };
    if (kernel <= 64) fixes.push(fix(text, withLayer(design, 'discriminator', next)));
  }
  return [...fixes, ...appendedDense(design)];
}

function penaltyCandidates(design: NetworkDesign, problem: Problem<'penalty'>): readonly Fix[] {
  const { discriminator } = design.networks;
  const asLayerNorm = (layer: LayerSpec): LayerSpec =>
    layer.kind === 'batchNorm' ? { ...layer, kind: 'layerNorm' } : layer;
  const all = { ...discriminator, layers: discriminator.layers.map(asLayerNorm) };
  return [
    fix({ kind: 'replaceAllNorms' }, withNetwork(design, 'discriminator', all)),
    fix({ kind: 'replaceWith', layer: 'layerNorm' }, withLayer(design, 'discriminator', asLayerNorm(problem.layer))),
    removed(design, problem),
  ];
}

/** The last layer with a width of its own, before and with the one that tells the classes, made as wide as they are many. */
function headCandidates(design: NetworkDesign, { layerId, classes }: Problem<'classesShape'>): readonly Fix[] {
  const { discriminator } = design.networks;
  const until = discriminator.layers.slice(0, indexOfLayer(discriminator, layerId) + 1);
  const maker = until.findLast(({ kind }) => kind === 'conv' || kind === 'dense');
  if (maker?.kind === 'dense') return [unitsFix(design, 'discriminator', maker, classes)];
  if (maker?.kind !== 'conv') return [];
  const text: FixText = { kind: 'setField', field: 'filters', value: classes, layerId: maker.id };
  return [fix(text, withLayer(design, 'discriminator', { ...maker, filters: classes }))];
}
