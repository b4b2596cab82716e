import { beforeAll, expect, it } from 'vitest';
import { drawSamples } from '../../src/main/gan/draw-samples';
import { openDataSet } from '../../src/main/data/open-data-set';
import type { Classifier } from '../../src/main/gan/judge/classifier';
import { digitCount } from '../../src/main/gan/judge/digit-figures';
import { asLabelledDigits } from '../../src/main/gan/judge/labelled-digits';
import { classifierSchedule, trainClassifier } from '../../src/main/gan/judge/train-classifier';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { labelsInTurn } from '../../src/shared/labels';
import { findPreset } from '../../src/shared/presets';
import { temporaryFolder } from '../temporary-folder';
import { trainQuietly } from './train-quietly';

let classifier: Classifier;

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
  const { training, test } = await openDataSet('mnist');
  classifier = trainClassifier(asLabelledDigits(training), classifierSchedule, () => undefined);
  if (!test) throw new Error('MNIST came without its test images.');
  const digits = asLabelledDigits(test);
  const accuracy = shareOf(readDigits(digits.pixels), digits.labels);
  console.log(`The classifier reads ${(100 * accuracy).toFixed(2)} % of the test images.`);
  expect(accuracy).toBeGreaterThan(0.98);
});

it.each(['cgan-28', 'acgan-28'])('%s gives the class asked for after two epochs', async (preset) => {
  const recipe = { ...findPreset(preset), seed: 1 };
  const schedule = { ...recipe.schedule, length: { unit: 'epochs', amount: 2 } } as const;
  const checkpoint = await trainQuietly({ ...recipe, schedule }, await temporaryFolder());
  const labels = labelsInTurn(digitCount, 1000);
  const { pixels } = drawSamples(checkpoint, { count: 1000, seed: 2, labels });
  const digits = readDigits(pixels);
  const share = shareOf(digits, labels);
  const each = Array.from({ length: digitCount }, (_, digit) => {
    const asked = [...labels.keys()].filter((index) => labels[index] === digit);
    return `${digit}: ${asked.filter((index) => digits[index] === digit).length}`;
  });
  console.log(
    `${preset}, seed 1, step ${checkpoint.step}: ${(100 * share).toFixed(1)} % read as asked (of 100, ${each.join(', ')})`,
  );
  expect(share).toBeGreaterThanOrEqual(0.8);
});

function readDigits(pixels: Uint8Array): readonly number[] {
  const { probabilities } = classifier.classify(pixels);
  return Array.from({ length: probabilities.length / digitCount }, (_, index) => {
    const row = probabilities.subarray(index * digitCount, (index + 1) * digitCount);
    return row.indexOf(Math.max(...row));
  });
}

function shareOf(digits: readonly number[], labels: ArrayLike<number>): number {
  return digits.filter((digit, index) => digit === labels[index]).length / digits.length;
}
