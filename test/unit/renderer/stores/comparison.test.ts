import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useComparison } from '../../../../src/renderer/stores/comparison';
import type { ComparedRun, SavedComparison } from '../../../../src/shared/comparison';
import type { RunId } from '../../../../src/shared/run';
import { metricsOf } from '../../../new-run';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { detailsOf, summaryOf } from './run-summary';

let studio: FakeStudio;
let folder: Map<RunId, ComparedRun>;

function comparedOf(id: string, lastStep: number, changes: Partial<ComparedRun> = {}): ComparedRun {
  const { recipe, record } = detailsOf(id, 'finished');
  return {
    summary: { ...summaryOf(id, 'finished'), step: lastStep },
    recipe,
    record,
    curve: Array.from({ length: lastStep }, (_, index) => metricsOf(index + 1)),
    sheetSteps: Array.from({ length: Math.floor(lastStep / 10) }, (_, index) => 10 * (index + 1)),
    checkpointSteps: [lastStep],
    ...changes,
  };
}

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  folder = new Map([
    ['a', comparedOf('a', 50)],
    ['b', comparedOf('b', 30)],
  ]);
  studio.answer('comparison:read', (id) => {
    const run = folder.get(id);
    return run
      ? { ok: true, value: run }
      : { ok: false, code: 'no-such-run', message: `There is no run folder ${id}.` };
  });
});

async function openBoth(): Promise<ReturnType<typeof useComparison>> {
  const comparison = useComparison();
  comparison.listen();
  comparison.open(['a', 'b']);
  await vi.waitFor(() => expect(comparison.entries.every(({ state }) => state !== 'reading')).toBe(true));
  return comparison;
}

test('runs are read and stand at the end of the longest; one key goes to the sheet before', async () => {
  const comparison = await openBoth();
  expect(comparison.ends).toEqual({ from: 1, to: 50 });
  expect(comparison.isAtEnd).toBe(true);
  comparison.move(-1);
  expect(comparison.position).toBe(40);
  expect(comparison.placeOf(folder.get('b') as ComparedRun)).toMatchObject({ sheetStep: 30, outside: 'after' });
});

test('lined up by time, the first run stays where it was', async () => {
  const comparison = await openBoth();
  comparison.scrub(20);
  comparison.lineUpBy('time');
  expect(comparison.placeOf(folder.get('a') as ComparedRun).step).toBe(20);
  expect(comparison.position).toBe(2);
});

test('a run that trains meanwhile grows, and the end of the line with it, unless the person looks elsewhere', async () => {
  const comparison = await openBoth();
  studio.tell('run:metrics', { runId: 'a', lines: [metricsOf(51), metricsOf(52)] });
  expect(comparison.position).toBe(52);
  comparison.scrub(20);
  studio.tell('run:metrics', { runId: 'a', lines: [metricsOf(52), metricsOf(53)] });
  expect(comparison.position).toBe(20);
  expect(comparison.ends.to).toBe(53);
  studio.tell('run:changed', { ...summaryOf('a', 'finished'), step: 53, sheetStep: 53 });
  expect(comparison.stops.at(-1)).toBe(53);
});

test('a run that another program trains is read again', async () => {
  const comparison = await openBoth();
  folder.set('b', comparedOf('b', 45));
  studio.tell('runs:changed', {
    folder: { kind: 'there' },
    runs: [{ ...summaryOf('b', 'running'), step: 45 }],
    unreadable: [],
    gone: [],
    complete: true,
  });
  await vi.waitFor(() => expect(comparison.entries[1]?.run?.curve).toHaveLength(45));
});

test('a run deleted meanwhile is said and what was read of it stays', async () => {
  const comparison = await openBoth();
  studio.tell('runs:changed', { folder: { kind: 'there' }, runs: [], unreadable: [], gone: ['b'], complete: true });
  expect(comparison.entries[1]).toMatchObject({ id: 'b', state: 'gone' });
  expect(comparison.entries[1]?.run?.curve).toHaveLength(30);
});

test('a saved comparison opens as it was, and a run that is gone keeps its name', async () => {
  const saved: SavedComparison = {
    id: 'one',
    name: 'Two of them',
    runs: [
      { id: 'a', name: 'First' },
      { id: 'gone', name: 'Second' },
    ],
    lineUp: 'time',
    latents: 'own',
    savedAt: '2026-11-28T10:00:00Z',
  };
  const comparison = useComparison();
  comparison.open(['a', 'gone'], saved);
  await vi.waitFor(() => expect(comparison.entries[1]?.state).toBe('gone'));
  expect(comparison.entries[1]).toMatchObject({ savedName: 'Second', run: null });
  expect(comparison).toMatchObject({ lineUp: 'time', latents: 'own', saved: { name: 'Two of them' } });
});

test('latents are the same only where they can be', async () => {
  const comparison = await openBoth();
  expect(comparison.latents).toBe('same');
  const b = folder.get('b') as ComparedRun;
  folder.set('c', {
    ...b,
    summary: summaryOf('c', 'finished'),
    recipe: { ...b.recipe, latent: { size: 3, distribution: 'normal' } },
  });
  comparison.add('c');
  await vi.waitFor(() => expect(comparison.entries[2]?.state).toBe('ready'));
  expect(comparison.kinship).toEqual({ kind: 'none', why: 'size' });
  comparison.latentChoice = 'same';
  expect(comparison.latents).toBe('own');
});

test('no more than six stand side by side, none of them twice', async () => {
  const comparison = await openBoth();
  comparison.add('a');
  for (const id of ['c', 'd', 'e', 'f', 'g']) comparison.add(id);
  expect(comparison.ids).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
