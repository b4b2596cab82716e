import { assertNever } from '../../shared/assert-never';
import type { ImportCandidate, MissingPart, RecognisedWeights } from '../../shared/recognised';
import { toldNames } from '../../shared/wording/told-list';
import { inWords, worded, type Told, type Worded } from '../../shared/wording/worded';

const formatNames: Readonly<Record<RecognisedWeights['format'], string | Worded>> = {
  safetensors: 'safetensors',
  pytorch: 'PyTorch',
  'pytorch-old': worded('notice.oldPyTorch'),
  tfjs: 'TensorFlow.js',
  'keras-h5': 'Keras HDF5',
  keras: 'Keras',
};

/** For a person. */
export function formatName(format: RecognisedWeights['format']): string {
  return inWords(formatNames[format], 'en');
}

/** What a run of foreign weights says about them, a sentence each. */
export function weightNotices(
  path: string,
  format: RecognisedWeights['format'],
  { guessed, missing, unused }: ImportCandidate,
  seed: number,
): readonly Told[] {
  return [
    worded('notice.fromWeights', { path, format: formatNames[format] }),
    ...guessed.map((what) => worded('notice.guessed', { what })),
    ...missing.map((part) => missingTold(part, seed)),
    ...(unused.length === 0 ? [] : [worded('notice.unused', { names: toldNames(unused) })]),
  ];
}

export function missingTold(part: MissingPart, seed: number): Worded {
  switch (part) {
    case 'discriminator':
      return worded('notice.freshDiscriminator', { seed });
    case 'optimisers':
      return worded('notice.freshOptimisers');
    case 'average':
      return worded('notice.freshAverage');
    default:
      return assertNever(part);
  }
}
