/** Every setting of a recipe that is no layer and no data set, as data: the fields of the New run page. */
import type { NetworkRole } from '../../shared/recipe';
import type { StepKind } from './knob-steps';

export const knobGroups = [
  'objective',
  'generatorOptimiser',
  'discriminatorOptimiser',
  'turns',
  'images',
  'keeping',
  'execution',
] as const;
export type KnobGroup = (typeof knobGroups)[number];

interface KnobPlace {
  /** Where in the recipe its value stands; it has a field as long as the recipe has that place. */
  readonly path: string;
  /** Of its label and its line, in the messages. */
  readonly words: string;
  /** Where among the advanced ones it stands; null = it is one of the plain ones. */
  readonly group: KnobGroup | null;
  /** Which optimiser it belongs to: two have the same name. */
  readonly network?: NetworkRole;
}

export interface NumberKnob extends KnobPlace {
  readonly kind: 'number';
  readonly step: StepKind;
  /** What it is switched on with, where it may be off. */
  readonly whenOn?: number;
}

export interface ChoiceKnob extends KnobPlace {
  readonly kind: 'choice';
  /** Of plain words the value itself; of alternatives what they begin with: what both have in common stays. */
  readonly choices: Readonly<Record<string, unknown>>;
  /** Of alternatives: the key that tells them apart. */
  readonly by?: 'kind' | 'unit';
}

export interface FlagKnob extends KnobPlace {
  readonly kind: 'flag';
  readonly on: unknown;
  readonly off: unknown;
}

/** A word that may stand in a list, whose order is that of `all`. */
export interface MemberKnob extends KnobPlace {
  readonly kind: 'member';
  readonly member: string;
  readonly all: readonly string[];
}

export type Knob = NumberKnob | ChoiceKnob | FlagKnob | MemberKnob;

/** Choices whose value is the word itself. */
const words = (...names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.map((name) => [name, name]));

const rest = { decay: null, gradientNorm: null, weightLimit: null };
const optimisers = {
  adam: { kind: 'adam', learningRate: 2e-4, ...rest, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 },
  rmsProp: { kind: 'rmsProp', learningRate: 5e-5, ...rest, alpha: 0.99, epsilon: 1e-8 },
  sgd: { kind: 'sgd', learningRate: 0.01, ...rest, momentum: 0.9 },
};

const decays = {
  off: null,
  exponential: { kind: 'exponential', factor: 0.95 },
  linear: { kind: 'linear', from: 0, to: 50 },
};

function optimiserKnobs(network: NetworkRole): readonly Knob[] {
  const at = `optimisers.${network}`;
  const group = network === 'generator' ? 'generatorOptimiser' : 'discriminatorOptimiser';
  const number = (name: string, step: StepKind, whenOn?: number): NumberKnob => {
    const key = name.replace(/\.(\w)/g, (_dot, letter: string) => letter.toUpperCase());
    const place = { path: `${at}.${name}`, words: key, group, network } as const;
    return { kind: 'number', step, ...place, ...(whenOn === undefined ? {} : { whenOn }) };
  };
  return [
    { kind: 'choice', path: at, words: 'optimiser', group, network, by: 'kind', choices: optimisers },
    number('beta1', 'share'),
    number('beta2', 'share'),
    number('alpha', 'share'),
    number('momentum', 'share'),
    number('epsilon', 'ladder'),
    { kind: 'choice', path: `${at}.decay`, words: 'decay', group, network, by: 'kind', choices: decays },
    number('decay.factor', 'share'),
    number('decay.from', 'one'),
    number('decay.to', 'one'),
    number('gradientNorm', 'ladder', 1),
    number('weightLimit', 'ladder', 0.01),
  ];
}

const augmentations = ['colour', 'translation', 'cutout'] as const;

export const knobs: readonly Knob[] = [
  {
    kind: 'choice',
    path: 'objective.kind',
    words: 'objective',
    group: null,
    choices: words('nonSaturating', 'saturating', 'leastSquares', 'hinge', 'wasserstein'),
  },
  { kind: 'number', path: 'optimisers.generator.learningRate', words: 'generatorRate', group: null, step: 'ladder' },
  {
    kind: 'number',
    path: 'optimisers.discriminator.learningRate',
    words: 'discriminatorRate',
    group: null,
    step: 'ladder',
  },
  { kind: 'number', path: 'schedule.batchSize', words: 'batchSize', group: null, step: 'double' },
  { kind: 'number', path: 'schedule.length.amount', words: 'length', group: null, step: 'length' },
  {
    kind: 'choice',
    path: 'schedule.length',
    words: 'lengthUnit',
    group: null,
    by: 'unit',
    choices: {
      minutes: { unit: 'minutes', amount: 1 },
      epochs: { unit: 'epochs', amount: 1 },
      steps: { unit: 'steps', amount: 1000 },
    },
  },
  { kind: 'number', path: 'seed', words: 'seed', group: null, step: 'one' },
  {
    kind: 'number',
    path: 'schedule.turns.discriminatorSteps',
    words: 'discriminatorSteps',
    group: null,
    step: 'one',
  },
  { kind: 'flag', path: 'ema', words: 'ema', group: null, on: { decay: 0.999 }, off: null },

  { kind: 'number', path: 'objective.realTarget', words: 'realTarget', group: 'objective', step: 'twentieth' },
  { kind: 'number', path: 'objective.fakeTarget', words: 'fakeTarget', group: 'objective', step: 'twentieth' },
  {
    kind: 'number',
    path: 'objective.probabilityClamp',
    words: 'probabilityClamp',
    group: 'objective',
    step: 'ladder',
    whenOn: 1e-3,
  },
  {
    kind: 'choice',
    path: 'objective.gradientPenalty',
    words: 'gradientPenalty',
    group: 'objective',
    by: 'kind',
    choices: { off: null, interpolated: { kind: 'interpolated', weight: 10 }, real: { kind: 'real', weight: 10 } },
  },
  {
    kind: 'number',
    path: 'objective.gradientPenalty.weight',
    words: 'penaltyWeight',
    group: 'objective',
    step: 'ladder',
  },
  {
    kind: 'number',
    path: 'objective.discriminatorWeight',
    words: 'discriminatorWeight',
    group: 'objective',
    step: 'twentieth',
  },
  {
    kind: 'number',
    path: 'objective.classWeight',
    words: 'classWeight',
    group: 'objective',
    step: 'ladder',
    whenOn: 1,
  },
  { kind: 'flag', path: 'objective.fakeClasses', words: 'fakeClasses', group: 'objective', on: true, off: false },
  { kind: 'flag', path: 'objective.sharedFake', words: 'sharedFake', group: 'objective', on: true, off: false },
  { kind: 'flag', path: 'objective.separateHalves', words: 'separateHalves', group: 'objective', on: true, off: false },

  ...optimiserKnobs('generator'),
  ...optimiserKnobs('discriminator'),

  {
    kind: 'choice',
    path: 'schedule.turns',
    words: 'turns',
    group: 'turns',
    by: 'kind',
    choices: {
      fixed: { kind: 'fixed', discriminatorSteps: 1 },
      adaptive: { kind: 'adaptive', lossLimit: 1.75, generatorLossLimit: 0.1, mostGeneratorSteps: 20, restFactor: 6 },
    },
  },
  { kind: 'number', path: 'schedule.turns.lossLimit', words: 'lossLimit', group: 'turns', step: 'twentieth' },
  {
    kind: 'number',
    path: 'schedule.turns.generatorLossLimit',
    words: 'generatorLossLimit',
    group: 'turns',
    step: 'ladder',
  },
  {
    kind: 'number',
    path: 'schedule.turns.mostGeneratorSteps',
    words: 'mostGeneratorSteps',
    group: 'turns',
    step: 'one',
  },
  { kind: 'number', path: 'schedule.turns.restFactor', words: 'restFactor', group: 'turns', step: 'one' },

  { kind: 'number', path: 'data.side', words: 'side', group: 'images', step: 'double' },
  { kind: 'choice', path: 'data.channels', words: 'channels', group: 'images', choices: { grey: 1, colour: 3 } },
  {
    kind: 'choice',
    path: 'data.range',
    words: 'range',
    group: 'images',
    choices: { signed: '[-1, 1]', unit: '[0, 1]' },
  },
  { kind: 'number', path: 'latent.size', words: 'latentSize', group: 'images', step: 'double' },
  {
    kind: 'choice',
    path: 'latent.distribution',
    words: 'distribution',
    group: 'images',
    choices: words('normal', 'uniform'),
  },
  { kind: 'number', path: 'classes', words: 'classes', group: 'images', step: 'one', whenOn: 10 },
  { kind: 'flag', path: 'augmentation.mirror', words: 'mirror', group: 'images', on: true, off: false },
  ...augmentations.map((member): Knob => {
    const place = { path: 'augmentation.differentiable', words: member, group: 'images' } as const;
    return { kind: 'member', member, all: augmentations, ...place };
  }),

  { kind: 'number', path: 'ema.decay', words: 'emaDecay', group: 'keeping', step: 'share' },
  { kind: 'number', path: 'samples.everySteps', words: 'samplesEvery', group: 'keeping', step: 'ladder' },
  { kind: 'number', path: 'checkpoints.everySeconds', words: 'checkpointSeconds', group: 'keeping', step: 'ladder' },
  {
    kind: 'number',
    path: 'checkpoints.everySteps',
    words: 'checkpointSteps',
    group: 'keeping',
    step: 'ladder',
    whenOn: 1000,
  },
  { kind: 'number', path: 'checkpoints.keep', words: 'checkpointsKept', group: 'keeping', step: 'one' },

  {
    kind: 'choice',
    path: 'initialisation',
    words: 'initialisation',
    group: 'execution',
    choices: words('fanIn', 'normal02'),
  },
  { kind: 'choice', path: 'precision', words: 'precision', group: 'execution', choices: words('float32', 'mixed') },
  { kind: 'choice', path: 'execution', words: 'execution', group: 'execution', choices: words('compiled', 'eager') },
];

/** One name for each: two knobs may change the same list. */
export function keyOfKnob(knob: Knob): string {
  return knob.kind === 'member' ? `${knob.path}.${knob.member}` : knob.path;
}

const byKey = new Map(knobs.map((knob) => [keyOfKnob(knob), knob]));

/** Throws for a knob that is not in the table. */
export function knobAt(key: string): Knob {
  const knob = byKey.get(key);
  if (!knob) throw new Error(`There is no knob ${key}.`);
  return knob;
}
