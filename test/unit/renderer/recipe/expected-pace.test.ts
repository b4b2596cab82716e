import { expect, test } from 'vitest';
import { expectedPace, knownPaces } from '../../../../src/renderer/recipe/expected-pace';
import { fitPace, predictSeconds } from '../../../../src/shared/pace-model';
import { paceKey } from '../../../../src/shared/pace-key';
import type { PaceMeasurement } from '../../../../src/shared/pace-measurement';
import { paceReferences } from '../../../../src/shared/pace-references';
import { findPreset } from '../../../../src/shared/presets';
import type { Recipe } from '../../../../src/shared/recipe';
import type { Device, RunSummary } from '../../../../src/shared/run';
import { stepWork } from '../../../../src/shared/step-work';
import { summaryOf } from '../stores/run-summary';

const device: Device = { kind: 'cpu', backend: 'tensorflow', name: 'CPU, 2 threads', threads: 2 };
const dcgan = findPreset('dcgan-28');

const measurement: PaceMeasurement = {
  formatVersion: 1,
  measuredAt: '2026-11-28T10:00:00.000Z',
  device,
  studio: '1',
  tensorflow: '2',
  steps: Object.entries(paceReferences).map(([name, recipe]) => {
    const work = stepWork(recipe);
    return { name, work, seconds: 1e-3 + 1e-5 * work.convolutions + 1e-3 * work.handed + 2e-4 * work.eagerPasses };
  }),
};
const model = fitPace(measurement.steps);

function run(recipe: Recipe, stepsPerSecond: number, changes: Partial<RunSummary> = {}): RunSummary {
  const pace = { key: paceKey(recipe), device: device.name };
  return {
    ...summaryOf(`run-${stepsPerSecond}`, 'finished'),
    step: 500,
    seconds: 60,
    stepsPerSecond,
    pace,
    ...changes,
  };
}

test('before anything is known, nothing is said', () => {
  expect(expectedPace(dcgan, dcgan, knownPaces(device, null, []))).toBeNull();
});

test('what was measured of this machine tells the pace of any recipe', () => {
  const { stepsPerSecond, runs, measuredAt } = expectedPace(dcgan, dcgan, knownPaces(device, measurement, [])) ?? {};
  expect(stepsPerSecond).toBeCloseTo(1 / predictSeconds(model, stepWork(dcgan)), 6);
  expect([runs, measuredAt]).toEqual([0, measurement.measuredAt]);
});

test('earlier runs of the same recipe tell it themselves, by the middle one', () => {
  const known = knownPaces(device, measurement, [run(dcgan, 8), run(dcgan, 2), run(dcgan, 9)]);
  expect(expectedPace(dcgan, dcgan, known)).toMatchObject({ stepsPerSecond: 8, runs: 3 });
});

test('another recipe of the preset is corrected by how the preset went', () => {
  const wide: Recipe = { ...dcgan, schedule: { ...dcgan.schedule, batchSize: 128 } };
  const told = (recipe: Recipe): number => 1 / predictSeconds(model, stepWork(recipe));
  const known = knownPaces(device, measurement, [run(dcgan, told(dcgan) / 2)]);
  expect(expectedPace(wide, dcgan, known)?.stepsPerSecond).toBeCloseTo(told(wide) / 2, 6);
});

test('runs that still train, hardly trained, or trained elsewhere say nothing', () => {
  const elsewhere = { pace: { key: paceKey(dcgan), device: 'H100' } };
  const runs = [
    run(dcgan, 8, { state: 'running' }),
    run(dcgan, 8, { step: 10 }),
    run(dcgan, 8, { seconds: 1 }),
    run(dcgan, 8, elsewhere),
  ];
  expect(expectedPace(dcgan, dcgan, knownPaces(device, null, runs))).toBeNull();
});

test('a measurement of another device is not of this one', () => {
  const other = { ...device, name: 'H100' };
  expect(expectedPace(dcgan, dcgan, knownPaces(other, measurement, []))).toBeNull();
});

test('what does not change a step does not change the key; what does, does', () => {
  expect(paceKey({ ...dcgan, seed: 9, preset: 'mine', samples: { everySteps: 7 } })).toBe(paceKey(dcgan));
  expect(paceKey({ ...dcgan, execution: 'eager' })).not.toBe(paceKey(dcgan));
  expect(paceKey({ ...dcgan, schedule: { ...dcgan.schedule, batchSize: 32 } })).not.toBe(paceKey(dcgan));
});
