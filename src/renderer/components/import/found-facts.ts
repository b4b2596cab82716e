import type { FoundNetwork, RecognisedRunPart } from '../../../shared/recognised';
import { assertNever } from '../../../shared/assert-never';

/** One line about a file: the key of its name among the messages, and what it says. */
export interface FoundFact {
  readonly key:
    | 'preset'
    | 'step'
    | 'images'
    | 'latent'
    | 'parameters'
    | 'data'
    | 'name'
    | 'state'
    | 'checkpoints'
    | 'sheets'
    | 'format'
    | 'tensors'
    | 'seed';
  readonly value: string | number;
}

/** Names that are the same in every language. */
const formatNames = {
  safetensors: 'safetensors',
  pytorch: 'PyTorch',
  'pytorch-old': 'PyTorch (before 1.6)',
  tfjs: 'TensorFlow.js',
  'keras-h5': 'Keras HDF5',
  keras: 'Keras',
} as const;

/** What is told about a recognised file, in order. */
export function foundFacts(found: RecognisedRunPart): readonly FoundFact[] {
  switch (found.kind) {
    case 'checkpoint':
      return [
        { key: 'preset', value: found.preset },
        { key: 'step', value: found.step },
        { key: 'data', value: found.dataSource },
        { key: 'images', value: found.imageShape.join(' × ') },
        { key: 'parameters', value: found.generatorParameters + found.discriminatorParameters },
      ];
    case 'run':
      return [
        { key: 'name', value: found.name },
        { key: 'preset', value: found.preset },
        { key: 'state', value: found.state },
        { key: 'step', value: found.step },
        { key: 'checkpoints', value: found.checkpointSteps.length },
        { key: 'sheets', value: found.sheetCount },
      ];
    case 'weights':
      return [
        { key: 'format', value: formatNames[found.format] },
        { key: 'tensors', value: found.tensorCount },
      ];
    case 'recipe':
      return [
        { key: 'preset', value: found.recipe.preset },
        { key: 'data', value: found.recipe.data.source },
        { key: 'seed', value: found.recipe.seed },
      ];
    case 'sheet':
      return [
        { key: 'preset', value: found.preset },
        { key: 'step', value: found.step },
        { key: 'seed', value: found.latentSeed },
      ];
    default:
      return assertNever(found);
  }
}

/** What can be done with a recognised file. */
export interface FoundActions {
  readonly sample: boolean;
  readonly goOn: boolean;
  readonly open: boolean;
}

/** @param candidate the chosen reading of foreign weights */
export function foundActions(found: RecognisedRunPart, candidate: string | null): FoundActions {
  const none: FoundActions = { sample: false, goOn: false, open: false };
  switch (found.kind) {
    case 'checkpoint':
      return { ...none, sample: true, goOn: true, open: true };
    case 'weights': {
      const chosen = candidate !== null && found.problem === null;
      return { ...none, sample: chosen, goOn: chosen, open: chosen };
    }
    case 'run':
      return { ...none, open: true, goOn: found.state !== 'running' && found.state !== 'finished' };
    case 'recipe':
      return { ...none, goOn: true };
    case 'sheet':
      return { ...none, open: found.runs.length > 0, goOn: found.runs.length === 0 && found.recipe !== null };
    default:
      return assertNever(found);
  }
}

/** `convT 4 · 100 × 256 × 4 × 4`: the layers of a network as the file has them. */
export function layerLines({ layers }: FoundNetwork): readonly string[] {
  return layers.map(({ name, shape }) => `${name} · ${shape.join(' × ')}`);
}
