import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useNotices } from '../../../../src/renderer/stores/notices';
import { useRunTrash } from '../../../../src/renderer/stores/run-trash';
import { fakeStudio, type FakeStudio } from './fake-studio';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
});

test('what trains stays with the reason, the rest goes', async () => {
  studio.answer('run:trash', () => ({
    ok: true,
    value: [
      { runId: 'a', outcome: 'gone' },
      { runId: 'b', outcome: 'running', message: 'The run "b" is training.' },
    ],
  }));
  const trash = useRunTrash();
  expect(await trash.discard(['a', 'b'])).toBe(1);
  expect(trash.refused).toBeNull();
  expect(useNotices().problems).toMatchObject([{ code: 'run-in-use', message: 'The run "b" is training.' }]);
});

test('where the system has no trash the person is asked before anything goes for good', async () => {
  const asked = vi.fn((runIds: readonly string[], how: 'to-trash' | 'for-good') => ({
    ok: true as const,
    value: runIds.map((runId) =>
      how === 'to-trash'
        ? { runId, outcome: 'no-trash' as const, message: 'The system did not take it.' }
        : { runId, outcome: 'gone' as const },
    ),
  }));
  studio.answer('run:trash', asked);
  const trash = useRunTrash();
  expect(await trash.discard(['a', 'b'])).toBe(0);
  expect(trash.refused).toEqual({ runIds: ['a', 'b'], message: 'The system did not take it.' });
  expect(useNotices().problems).toEqual([]);
  trash.keep();
  expect(await trash.discardForGood()).toBe(0);
  expect(asked).toHaveBeenCalledTimes(1);

  await trash.discard(['a', 'b']);
  expect(await trash.discardForGood()).toBe(2);
  expect(asked).toHaveBeenLastCalledWith(['a', 'b'], 'for-good');
  expect(trash.refused).toBeNull();
});
