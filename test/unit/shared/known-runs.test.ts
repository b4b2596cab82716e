import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChange, newestFirst, noKnownRuns } from '../../../src/shared/known-runs';
import type { RunListChange } from '../../../src/shared/run';
import { summaryOf } from '../renderer/stores/run-summary';

function change(changes: Partial<RunListChange>): RunListChange {
  return { folder: { kind: 'there' }, runs: [], unreadable: [], gone: [], complete: true, ...changes };
}

const unreadable = (id: string) => ({ id, folder: `/runs/${id}`, message: 'Cannot read it.' });

test('a run that can no longer be read changes its list, and comes back', () => {
  let known = applyChange(noKnownRuns, change({ runs: [summaryOf('a', 'finished'), summaryOf('b', 'running')] }));
  known = applyChange(known, change({ unreadable: [unreadable('a')] }));
  expect([known.runs.map(({ id }) => id), known.unreadable.map(({ id }) => id)]).toEqual([['b'], ['a']]);
  known = applyChange(known, change({ runs: [summaryOf('a', 'stopped')] }));
  expect([known.runs.map(({ id }) => id), known.unreadable]).toEqual([['b', 'a'], []]);
});

test('once the whole folder was seen it stays so, whatever part is told next', () => {
  const whole = applyChange(noKnownRuns, change({}));
  expect(applyChange(whole, change({ complete: false })).complete).toBe(true);
  expect(applyChange(noKnownRuns, change({ complete: false })).complete).toBe(false);
});

test('after any changes each run stands there once, as it was told last, newest first', () => {
  const anId = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const anEvent = fc.record({ id: anId, what: fc.constantFrom('run', 'unreadable', 'gone'), step: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 30 }), (events) => {
      let known = noKnownRuns;
      const last = new Map<string, string>();
      for (const { id, what, step } of events) {
        const run = { ...summaryOf(id, 'finished'), step, createdAt: `2026-11-2${step}T00:00:00Z` };
        if (what === 'run') known = applyChange(known, change({ runs: [run] }));
        else if (what === 'unreadable') known = applyChange(known, change({ unreadable: [unreadable(id)] }));
        else known = applyChange(known, change({ gone: [id] }));
        last.set(id, what === 'run' ? `run ${step}` : what);
      }
      const expected = [...last].filter(([, what]) => what !== 'gone').map(([id, what]) => `${id} ${what}`);
      const found = [
        ...known.runs.map(({ id, step }) => `${id} run ${step}`),
        ...known.unreadable.map(({ id }) => `${id} unreadable`),
      ];
      expect(found.sort()).toEqual(expected.sort());
      expect([...known.runs].sort(newestFirst)).toEqual(known.runs);
    }),
  );
});
