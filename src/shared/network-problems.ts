import type { LayerSpec, NetworkSpec } from './layer-specs';
import type { ObjectiveSpec } from './objective-spec';
import { traceShapes, type LayerFault, type TracedLayer } from './shape-inference';
import { elementCount, formatShape, type Shape } from './tensor';

/** The part of a recipe that decides whether both networks fit: each in itself, to the images and to the objective. */
export interface NetworkPair {
  readonly data: {
    /** Pixels. */
    readonly side: number;
    readonly channels: 1 | 3;
    readonly range: '[-1, 1]' | '[0, 1]';
  };
  readonly latent: { readonly size: number };
  readonly classes: number | null;
  readonly networks: { readonly generator: NetworkSpec; readonly discriminator: NetworkSpec };
  readonly objective: Pick<ObjectiveSpec, 'gradientPenalty' | 'classWeight'>;
}

export type NetworkRole = keyof NetworkPair['networks'];

/** [height, width, channels] */
export function imageShape({ data }: { readonly data: Pick<NetworkPair['data'], 'side' | 'channels'> }) {
  return [data.side, data.side, data.channels] as const;
}

/** What each network takes: z for the generator, an image for the discriminator. */
export function networkInputShape(pair: Pick<NetworkPair, 'data' | 'latent'>, role: NetworkRole): Shape {
  return role === 'generator' ? [pair.latent.size] : imageShape(pair);
}

type Found =
  | { readonly kind: 'layer'; readonly layer: LayerSpec; readonly fault: LayerFault }
  | { readonly kind: 'empty'; readonly role: NetworkRole }
  /** Nothing takes what the layer makes: it could never learn. */
  | { readonly kind: 'unused'; readonly layer: LayerSpec }
  /** The network's output does not depend on what it takes. */
  | { readonly kind: 'inputUnused'; readonly role: NetworkRole }
  | { readonly kind: 'madeShape'; readonly made: Shape; readonly image: Shape }
  | {
      readonly kind: 'range';
      readonly range: NetworkPair['data']['range'];
      readonly wanted: 'tanh' | 'sigmoid';
      readonly end: LayerSpec['kind'] | null;
    }
  | { readonly kind: 'verdict'; readonly output: Shape }
  | { readonly kind: 'penalty'; readonly layer: LayerSpec }
  | { readonly kind: 'noClassesLayer' }
  | { readonly kind: 'classesUnweighted' }
  | { readonly kind: 'classLossWithoutClasses' }
  | { readonly kind: 'classesUntold'; readonly classes: number }
  | { readonly kind: 'classesShape'; readonly classes: number; readonly told: Shape };

/** Something that keeps a pair of networks from training, and the layer at which it shows. */
export type NetworkProblem = Found & { readonly network: NetworkRole; readonly layerId: string };

/** Everything that keeps a pair from training: the generator's problems first, each network's in the order of its layers. */
export function findNetworkProblems(pair: NetworkPair): readonly NetworkProblem[] {
  return [...findGeneratorProblems(pair), ...findDiscriminatorProblems(pair)];
}

/** The shapes on their way through one network of a pair. */
export function traceNetwork(pair: NetworkPair, role: NetworkRole): readonly TracedLayer[] {
  return traceShapes(pair.networks[role], networkInputShape(pair, role), pair.classes);
}

function findGeneratorProblems(pair: NetworkPair): readonly NetworkProblem[] {
  const traced = traceNetwork(pair, 'generator');
  if (traced.length === 0) return atTheEnd('generator', traced, [{ kind: 'empty', role: 'generator' }]);
  const problems: Found[] = [];
  const made = traced.at(-1)?.outputShape ?? null;
  const image = imageShape(pair);
  if (made && formatShape(made) !== formatShape(image)) problems.push({ kind: 'madeShape', made, image });
  const range = findRangeProblem(pair);
  if (range) problems.push(range);
  return [...findLayerProblems(pair, 'generator', traced), ...atTheEnd('generator', traced, problems)];
}

function findDiscriminatorProblems(pair: NetworkPair): readonly NetworkProblem[] {
  const traced = traceNetwork(pair, 'discriminator');
  if (traced.length === 0) return atTheEnd('discriminator', traced, [{ kind: 'empty', role: 'discriminator' }]);
  const output = traced.at(-1)?.outputShape ?? null;
  const verdict: readonly Found[] = output && elementCount(output) !== 1 ? [{ kind: 'verdict', output }] : [];
  return [
    ...findLayerProblems(pair, 'discriminator', traced),
    ...findPenaltyProblems(pair),
    ...atTheEnd('discriminator', traced, verdict),
    ...findClassProblems(pair, traced),
  ];
}

function atTheEnd(
  network: NetworkRole,
  traced: readonly TracedLayer[],
  problems: readonly Found[],
): readonly NetworkProblem[] {
  const layerId = traced.at(-1)?.layer.id ?? 'input';
  return problems.map((problem) => ({ ...problem, network, layerId }));
}

function findLayerProblems(
  { networks }: NetworkPair,
  network: NetworkRole,
  traced: readonly TracedLayer[],
): readonly NetworkProblem[] {
  const needed = reachedFromEnd(networks[network], traced);
  const problems = traced.flatMap((one): readonly NetworkProblem[] => {
    const { layer } = one;
    const place = { network, layer, layerId: layer.id };
    if (one.state === 'wrong') return [{ kind: 'layer', fault: one.fault, ...place }];
    return needed.has(layer.id) ? [] : [{ kind: 'unused', ...place }];
  });
  // a network with a broken wire cannot tell what it depends on
  if (needed.has('input') || problems.length > 0) return problems;
  return [...problems, ...atTheEnd(network, traced, [{ kind: 'inputUnused', role: network }])];
}

/** Ids of everything that the network's output, or its classes, depend on. */
function reachedFromEnd({ classes }: NetworkSpec, traced: readonly TracedLayer[]): ReadonlySet<string> {
  const sources = new Map(traced.map(({ layer, sources: taken }) => [layer.id, taken]));
  const reached = new Set<string>();
  const open = [traced.at(-1)?.layer.id ?? 'input', ...(classes === undefined ? [] : [classes])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(sources.get(id) ?? []));
  }
  return reached;
}

const endOfRange = { '[-1, 1]': 'tanh', '[0, 1]': 'sigmoid' } as const;

/** The generator's last activation must make what the pixels are seen as. */
function findRangeProblem({ data, networks }: NetworkPair): Found | null {
  const end = networks.generator.layers.findLast(({ kind }) => kind !== 'reshape' && kind !== 'flatten');
  const wanted = endOfRange[data.range];
  return end?.kind === wanted ? null : { kind: 'range', range: data.range, wanted, end: end?.kind ?? null };
}

/** A penalty on the gradient of each image has no meaning where images are mixed. */
function findPenaltyProblems({ objective, networks }: NetworkPair): readonly NetworkProblem[] {
  if (objective.gradientPenalty === null) return [];
  return networks.discriminator.layers
    .filter(({ kind }) => kind === 'batchNorm')
    .map((layer) => ({ kind: 'penalty', layer, network: 'discriminator', layerId: layer.id }));
}

/** Whether the discriminator tells classes where the objective asks for them, and only there. */
function findClassProblems(pair: NetworkPair, traced: readonly TracedLayer[]): readonly NetworkProblem[] {
  const { classes, objective, networks } = pair;
  const named = networks.discriminator.classes;
  const teller = traced.find(({ layer }) => layer.id === named);
  const at = (problem: Found, layerId = traced.at(-1)?.layer.id ?? 'input'): readonly NetworkProblem[] => {
    return [{ ...problem, network: 'discriminator', layerId }];
  };
  if (named !== undefined && !teller) return at({ kind: 'noClassesLayer' }, named);
  if (objective.classWeight === null) return named === undefined ? [] : at({ kind: 'classesUnweighted' }, named);
  if (classes === null) return at({ kind: 'classLossWithoutClasses' });
  if (!teller) return at({ kind: 'classesUntold', classes });
  const told = teller.outputShape;
  if (told === null || formatShape(told) === String(classes)) return [];
  return at({ kind: 'classesShape', classes, told }, named);
}
