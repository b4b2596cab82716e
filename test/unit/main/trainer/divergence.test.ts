import { expect, test } from 'vitest';
import { checkMetricsFinite, checkTensorsFinite } from '../../../../src/main/trainer/divergence';

const metrics = { step: 12, epoch: 0.1, seconds: 1, discriminatorLoss: 1, realProbability: 0.5, fakeProbability: 0.5 };

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('a loss of %s names the step', (value) => {
  expect(() => checkMetricsFinite({ ...metrics, generatorLoss: value })).toThrow(
    `Training stopped at step 12: generatorLoss became ${value}.`,
  );
  expect(() => checkMetricsFinite({ ...metrics, discriminatorLoss: value })).toThrow(/discriminatorLoss/);
  expect(() => checkMetricsFinite({ ...metrics, generatorGradientNorm: value })).toThrow(/generatorGradientNorm/);
});

test('finite losses and a resting generator pass', () => {
  expect(() => checkMetricsFinite({ ...metrics, generatorLoss: 1e30 })).not.toThrow();
  expect(() => checkMetricsFinite(metrics)).not.toThrow();
});

test('a weight that is no longer finite is found before a checkpoint is kept', () => {
  const tensor = (name: string, value: number) => ({
    name,
    dtype: 'float32' as const,
    shape: [2],
    data: Float32Array.of(0, value),
  });
  const tensors = [tensor('generator/dense1/weight', 1), tensor('generator/dense1/bias', Number.NaN)];
  expect(() => checkTensorsFinite(40, tensors)).toThrow('step 40: generator/dense1/bias is no longer finite');
  expect(() => checkTensorsFinite(40, tensors.slice(0, 1))).not.toThrow();
});
