import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { adamFactors } from '../../../../src/main/gan/adam';

const spec = { kind: 'adam', learningRate: 2e-4, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 } as const;

it('gives the same move as PyTorch writes it, for every update, m and v', () => {
  const positive = fc.double({ min: 1e-12, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), positive, positive, (update, m, v) => {
      const { stepSize, epsilon } = adamFactors(spec, update);
      const ours = (stepSize * m) / (Math.sqrt(v) + epsilon);
      const denominator = Math.sqrt(v) / Math.sqrt(1 - spec.beta2 ** update) + spec.epsilon;
      const theirs = ((spec.learningRate / (1 - spec.beta1 ** update)) * m) / denominator;
      expect(ours / theirs).toBeCloseTo(1, 9);
    }),
  );
});

it('ends with the learning rate and epsilon themselves', () => {
  const { stepSize, epsilon } = adamFactors(spec, 1_000_000);
  expect(stepSize).toBeCloseTo(spec.learningRate, 12);
  expect(epsilon).toBeCloseTo(spec.epsilon, 12);
});
