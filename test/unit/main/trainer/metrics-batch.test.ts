import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectMetrics } from '../../../../src/main/trainer/metrics-batch';
import type { StepMetrics } from '../../../../src/shared/run';

const line = (step: number, seconds: number): StepMetrics => ({
  step,
  epoch: 0,
  seconds,
  discriminatorLoss: 1,
  realProbability: 0.5,
  fakeProbability: 0.5,
});

const gaps = fc.array(fc.double({ min: 1e-4, max: 0.5, noNaN: true }), { maxLength: 200 });

test('every step is handed on once and in order, whatever the pace', () => {
  fc.assert(
    fc.property(gaps, (pauses) => {
      const batch = collectMetrics();
      const handedOn: StepMetrics[] = [];
      let seconds = 0;
      for (const [index, pause] of pauses.entries()) {
        seconds += pause;
        handedOn.push(...(batch.add(line(index + 1, seconds)) ?? []));
      }
      handedOn.push(...batch.rest());
      expect(handedOn.map(({ step }) => step)).toEqual(pauses.map((_, index) => index + 1));
    }),
  );
});

test('no two batches are closer than a tenth of a second', () => {
  fc.assert(
    fc.property(gaps, (pauses) => {
      const batch = collectMetrics();
      const moments: number[] = [];
      let seconds = 0;
      for (const [index, pause] of pauses.entries()) {
        seconds += pause;
        if (batch.add(line(index + 1, seconds))) moments.push(seconds);
      }
      for (const [index, moment] of moments.entries()) {
        const previous = moments[index - 1];
        if (previous !== undefined) expect(moment - previous).toBeGreaterThanOrEqual(0.1);
      }
    }),
  );
});
