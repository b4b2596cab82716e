/** What the side panel teaches, and which of it belongs to what is on screen. */
import { assertNever } from '../../shared/assert-never';
import type { LayerKind } from '../../shared/layer-specs';
import type { Page } from '../stores/navigation';
import type { Variant } from './variants';

export const topics = [
  'contest',
  'value',
  'loss',
  'algorithm',
  'equilibrium',
  'size',
  'activations',
  'tanh',
  'noBias',
  'variants',
  'signs',
  'traps',
  'questions',
] as const;
export type Topic = (typeof topics)[number];

export interface LearnContext {
  readonly page: Page | null;
  /** Kind of the layer that is picked in the editor; null where none is. */
  readonly layer: LayerKind | null;
  readonly isTraining: boolean;
  readonly variants: readonly Variant[];
}

/** Topics of what is on screen, the nearest first; the first one lies open. */
export function topicsOnScreen({ page, layer, isTraining, variants }: LearnContext): readonly Topic[] {
  switch (page) {
    case 'new-run':
      // what a preset is comes before what it shares with all others
      return variants[0] === 'dense'
        ? ['loss', 'variants', 'algorithm', 'traps']
        : ['variants', 'loss', 'algorithm', 'traps'];
    case 'editor':
      return [...topicsOfLayer(layer), 'questions'];
    case 'watch':
      return isTraining ? ['algorithm', 'equilibrium', 'signs', 'loss'] : ['signs', 'equilibrium', 'loss', 'traps'];
    case 'compare':
      return ['signs', 'loss', 'variants', 'equilibrium'];
    case 'welcome':
    case null:
      return ['contest', 'value', 'equilibrium', 'questions'];
    default:
      return assertNever(page);
  }
}

function topicsOfLayer(layer: LayerKind | null): readonly Topic[] {
  switch (layer) {
    case 'conv':
    case 'transposedConv':
      return ['size', 'noBias', 'activations'];
    case 'upsample':
    case 'reshape':
    case 'flatten':
    case 'dense':
    case 'embedding':
    case 'concat':
    case 'minibatchDiscrimination':
      return ['size', 'activations'];
    case 'relu':
    case 'leakyRelu':
    case 'softplus':
      return ['activations', 'tanh'];
    case 'tanh':
    case 'sigmoid':
      return ['tanh', 'activations'];
    case 'batchNorm':
    case 'layerNorm':
    case 'instanceNorm':
      return ['noBias', 'activations'];
    case 'add':
    case 'dropout':
    case 'noise':
    case 'minibatchDeviation':
    case null:
      return ['activations', 'size', 'tanh', 'noBias'];
    default:
      return assertNever(layer);
  }
}

export function otherTopics(onScreen: readonly Topic[]): readonly Topic[] {
  return topics.filter((topic) => !onScreen.includes(topic));
}

export const questions = ['adversarial', 'activations', 'drawGraphs'] as const;
export const signs = ['healthy', 'detectiveWins', 'jumping', 'collapse', 'notNumbers', 'diversity'] as const;
export const traps = [
  'logZero',
  'clipping',
  'strongDiscriminator',
  'smallRate',
  'evaluationMode',
  'downloads',
  'longTraining',
  'greyNormalisation',
  'darkSigmoid',
  'collapse',
] as const;

/** Names of a topic's paragraphs, in their order. */
const paragraphs: Partial<Record<Topic, readonly string[]>> = {
  contest: ['roles', 'rounds', 'end'],
  value: ['detective', 'counterfeiter', 'game'],
  equilibrium: ['rest', 'losses'],
  activations: ['generator', 'discriminator'],
  tanh: ['range', 'why'],
  noBias: ['why', 'studio'],
};

export function paragraphsOf(topic: Topic): readonly string[] {
  return paragraphs[topic] ?? [];
}
