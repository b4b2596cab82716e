import { expect, test } from 'vitest';
import { CurveTable } from '../../../../src/shared/curve-table';
import { healthOfRun } from '../../../../src/shared/health/health-of-run';

const objective = { kind: 'nonSaturating' } as const;

test('a run that failed by a number that is none has diverged, one that failed by something else has not', () => {
  const diverged = { state: 'failed', reason: 'The loss of D is NaN at step 7.' } as const;
  expect(healthOfRun(diverged, objective, new CurveTable(1), null).verdict).toBe('diverged');
  const full = { state: 'failed', reason: 'The disk is full.' } as const;
  expect(healthOfRun(full, objective, new CurveTable(1), null).verdict).toBe('unknown');
});

test('of a few steps alone nothing is said', () => {
  expect(healthOfRun({ state: 'running', reason: null }, objective, new CurveTable(1), null).verdict).toBe('unknown');
});
