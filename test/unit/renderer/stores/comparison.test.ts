import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useComparedCurves } from '../../../../src/renderer/stores/compared-curves';
import { useComparison } from '../../../../src/renderer/stores/comparison';
import type { ComparedRun, SavedComparison } from '../../../../src/shared/comparison';
import { success } from '../../../../src/shared/result';
import type { RunId } from '../../../../src/shared/run';
import { metricsOf } from '../../../new-run';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { curvesOf, detailsOf, summaryOf } from './run-summary';

let studio: FakeStudio;
let folder: Map<RunId, ComparedRun>;
/** The newest step in each metrics.jsonl. */
let written: Map<RunId, number>;

function comparedOf(id: string, lastStep: number, changes: Partial<ComparedRun> = {}): ComparedRun {
  const { recipe, record } = detailsOf(id, 'finished');
  return {
    summary: { ...summaryOf(id, 'finished'), step: lastStep },
    recipe,
    record,
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
  written = new Map([
    ['a', 50],
    ['b', 30],
  ]);
  studio.answer('run:curves', (id) =>
    success(curvesOf(Array.from({ length: written.get(id) ?? 0 }, (_, index) => metricsOf(index + 1)))),
  );
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
  expect(comparison.ends).toEqual({ from: 0, to: 50 });
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

test('by epochs runs are laid out only where all of them have some', async () => {
  const comparison = await openBoth();
  comparison.lineUpBy('epoch');
  expect([comparison.lineUp, comparison.ends.to]).toEqual(['epoch', (50 * 32) / 60_000]);
  const b = folder.get('b') as ComparedRun;
  folder.set('c', {
    ...b,
    summary: summaryOf('c', 'stopped'),
    record: { ...b.record, dataSet: { name: 'own', imageCount: 0, fingerprint: 'f2' } },
  });
  comparison.add('c');
  await vi.waitFor(() => expect(comparison.entries[2]?.state).toBe('ready'));
  expect([comparison.lineUp, comparison.knowsEpochs]).toEqual(['step', false]);
});

test('curves that cannot be read are told of, and the run stands there without them', async () => {
  studio.answer('run:curves', () => ({ ok: false, code: 'run-unreadable', message: 'The process ended.' }));
  const comparison = await openBoth();
  expect(useComparedCurves().of('a')).toMatchObject({ problem: 'The process ended.', newest: null });
  expect(comparison.ends).toEqual({ from: 10, to: 50 });
});

test('the curves of a run that was taken out are forgotten', async () => {
  const comparison = await openBoth();
  comparison.remove('a');
  studio.tell('run:metrics', { runId: 'a', lines: [metricsOf(51)] });
  expect([...useComparedCurves().known.keys()]).toEqual(['b']);
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
  written.set('b', 45);
  studio.tell('runs:changed', {
    folder: { kind: 'there' },
    runs: [{ ...summaryOf('b', 'running'), step: 45 }],
    unreadable: [],
    gone: [],
    complete: true,
  });
  await vi.waitFor(() => expect(comparison.newestStep('b')).toBe(45));
});

test('a run deleted meanwhile is said and what was read of it stays', async () => {
  const comparison = await openBoth();
  studio.tell('runs:changed', { folder: { kind: 'there' }, runs: [], unreadable: [], gone: ['b'], complete: true });
  expect(comparison.entries[1]).toMatchObject({ id: 'b', state: 'gone' });
  expect(comparison.newestStep('b')).toBe(30);
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
