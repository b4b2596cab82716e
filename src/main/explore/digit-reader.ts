/** What the judge's classifier reads an image as. */
import { join } from 'node:path';
import type { DigitReading, IndexProgress } from '../../shared/explore';
import { openDataSet } from '../data/open-data-set';
import type { Classifier } from '../gan/judge/classifier';
import { digitCount } from '../gan/judge/digit-figures';
import { asLabelledDigits } from '../gan/judge/labelled-digits';
import { openClassifier, openKeptClassifier, type JudgeObserver, type JudgeRequest } from '../gan/judge/open-judge';
import { cacheFolder } from '../runs/locations';

export interface DigitReader {
  /** @param pixels [count, 28, 28, 1], 0 to 255 */
  read(pixels: Uint8Array): readonly DigitReading[];
  dispose(): void;
}

const quiet: JudgeObserver = {
  // it is only about the cache: where it cannot be used, the classifier learns again
  onNotice: (sentence) => console.error(sentence),
  onTraining: () => undefined,
};

/** TensorFlow must be started. @returns null where the classifier has not learnt digits yet */
export async function openDigitReader(): Promise<DigitReader | null> {
  const classifier = await openKeptClassifier(await lesson(), quiet);
  return classifier && readerOf(classifier);
}

/** Has it learn them where it has not, about a minute. TensorFlow must be started; cancelled by ending the process. */
export async function learnDigits(tell: (progress: IndexProgress) => void): Promise<void> {
  tell({ stage: 'starting', share: 0 });
  const onTraining = (step: number, steps: number): void => {
    if (step % 10 === 0) tell({ stage: 'classifier', share: step / steps });
  };
  const classifier = await openClassifier(await lesson(), { ...quiet, onTraining });
  classifier.dispose();
}

async function lesson(): Promise<Omit<JudgeRequest, 'test'>> {
  const { training } = await openDataSet('mnist');
  return { cacheFolder: join(cacheFolder(), 'judge'), training: asLabelledDigits(training) };
}

function readerOf(classifier: Classifier): DigitReader {
  return {
    read: (pixels) => {
      const { probabilities } = classifier.classify(pixels);
      return Array.from({ length: probabilities.length / digitCount }, (_, image) =>
        readingOf(probabilities.subarray(image * digitCount, (image + 1) * digitCount)),
      );
    },
    dispose: () => classifier.dispose(),
  };
}

function readingOf(row: Float32Array): DigitReading {
  const probability = Math.max(...row);
  return { digit: row.indexOf(probability), probability };
}
