import { assertNever } from '../../shared/assert-never';
import type { ImportCandidate, MissingPart, RecognisedWeights } from '../../shared/recognised';
import { inWords } from '../../shared/wording/worded';

const formatNames: Readonly<Record<RecognisedWeights['format'], string>> = {
  safetensors: 'safetensors',
  pytorch: 'PyTorch',
  'pytorch-old': 'PyTorch, the form before 1.6',
  tfjs: 'TensorFlow.js',
  'keras-h5': 'Keras HDF5',
  keras: 'Keras',
};

/** For a person. */
export function formatName(format: RecognisedWeights['format']): string {
  return formatNames[format];
}

/** What a run of foreign weights says about them, a sentence each. */
export function weightNotices(
  path: string,
  format: RecognisedWeights['format'],
  { guessed, missing, unused }: ImportCandidate,
  seed: number,
): readonly string[] {
  return [
    `Imported from ${path} (${formatName(format)}).`,
    ...guessed.map((told) => `Guessed. ${inWords(told, 'en')}`),
    ...missing.map((part) => missingSentence(part, seed)),
    ...unusedSentence(unused),
  ];
}

export function missingSentence(part: MissingPart, seed: number): string {
  switch (part) {
    case 'discriminator':
      return `The file holds no discriminator that fits: training goes on with a fresh one, made from the seed ${seed}.`;
    case 'optimisers':
      return 'The optimisers begin anew.';
    case 'average':
      return 'The moving average begins as a copy of the generator.';
    default:
      return assertNever(part);
  }
}

function unusedSentence(unused: readonly string[]): readonly string[] {
  if (unused.length === 0) return [];
  const shown = unused.slice(0, 5).join(', ');
  const rest = unused.length > 5 ? ` and ${unused.length - 5} more` : '';
  return [`Left out: ${shown}${rest}.`];
}
