import { expect, test } from 'vitest';
import { isOver, runPhase } from '../../../../src/renderer/components/watch/run-phase';
import { discriminatorShare } from '../../../../src/renderer/components/watch/verdict-balance';

test('while this window trains a run, its stage says what it does', () => {
  expect(runPhase('running', { stage: 'starting', isStopping: false, isWaiting: false })).toBe('starting');
  expect(runPhase('running', { stage: 'training', isStopping: false, isWaiting: false })).toBe('training');
  expect(runPhase('running', { stage: 'training', isStopping: true, isWaiting: false })).toBe('stopping');
  expect(runPhase('running', { stage: 'saving', isStopping: true, isWaiting: false })).toBe('saving');
});

test('a run that waits for the disk is paused, whatever it was about to do', () => {
  for (const stage of ['training', 'saving'] as const)
    expect(runPhase('running', { stage, isStopping: false, isWaiting: true })).toBe('waiting');
});

test('a run that trains, but not here, trains elsewhere', () => {
  expect(runPhase('running', null)).toBe('elsewhere');
});

test.each(['finished', 'stopped', 'interrupted', 'failed'] as const)('a run that is %s is over', (state) => {
  expect(runPhase(state, null)).toBe(state);
  expect(isOver(runPhase(state, null))).toBe(true);
});

test('a run in progress is not over', () => {
  for (const phase of ['starting', 'training', 'waiting', 'stopping', 'saving', 'elsewhere'] as const)
    expect(isOver(phase)).toBe(false);
});

test('a discriminator that is always right wins everything, one that guesses is even', () => {
  expect(discriminatorShare({ realProbability: 1, fakeProbability: 0 })).toBe(1);
  expect(discriminatorShare({ realProbability: 0.5, fakeProbability: 0.5 })).toBe(0.5);
  expect(discriminatorShare({ realProbability: 0, fakeProbability: 1 })).toBe(0);
});
