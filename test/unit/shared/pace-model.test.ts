import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitPace, predictSeconds } from '../../../src/shared/pace-model';
import { paceReferences } from '../../../src/shared/pace-references';
import { findPreset, presets } from '../../../src/shared/presets';
import { stepWork, workNames } from '../../../src/shared/step-work';

const references = Object.entries(paceReferences).map(([name, recipe]) => ({ name, work: stepWork(recipe) }));

test('a machine whose costs are of the model’s kind is told exactly, for recipes that were not measured', () => {
  const cost = fc.double({ min: 1e-6, max: 1e-3, noNaN: true });
  fc.assert(
    fc.property(cost, cost, cost, (convolutions, handed, eagerPasses) => {
      const seconds = (work: ReturnType<typeof stepWork>): number =>
        1e-3 + convolutions * work.convolutions + handed * work.handed + eagerPasses * work.eagerPasses;
      const model = fitPace(references.map((one) => ({ ...one, seconds: seconds(one.work) })));
      const work = stepWork(findPreset('dcgan-28'));
      expect(predictSeconds(model, work) / seconds(work)).toBeGreaterThan(0.8);
      expect(predictSeconds(model, work) / seconds(work)).toBeLessThan(1.25);
    }),
    { numRuns: 20 },
  );
});

test('more work never takes less time', () => {
  const model = fitPace(references.map((one, index) => ({ ...one, seconds: 0.01 * (1 + ((index * 7) % 5)) })));
  for (const name of workNames) expect(model.seconds[name]).toBeGreaterThanOrEqual(0);
  expect(model.idle).toBeGreaterThanOrEqual(0);
});

test('between them the references vary every amount of work', () => {
  for (const name of workNames) {
    expect(new Set(references.map(({ work }) => work[name])).size, name).toBeGreaterThan(1);
  }
});

test('work is counted: twice the batch, twice the multiplications; a penalty and more turns of D cost', () => {
  const dcgan = findPreset('dcgan-28');
  const plain = stepWork(dcgan);
  const twice = stepWork({ ...dcgan, schedule: { ...dcgan.schedule, batchSize: 128 } });
  expect(twice.convolutions).toBeCloseTo(2 * plain.convolutions);
  expect(twice.updated).toBe(plain.updated);
  const [clipped, penalised] = [stepWork(findPreset('wgan-28')), stepWork(findPreset('wgan-gp-28'))];
  expect(penalised.convolutions).toBeGreaterThan(1.5 * clipped.convolutions);
  expect(clipped.updated).toBeLessThan(plain.updated);
});

test('every preset can be told', () => {
  for (const preset of presets) {
    for (const name of workNames) expect(stepWork(preset)[name], `${preset.preset} ${name}`).toBeGreaterThanOrEqual(0);
  }
});
