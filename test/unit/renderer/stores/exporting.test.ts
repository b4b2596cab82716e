import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useExporting } from '../../../../src/renderer/stores/exporting';
import type { Figure, FigureOf, FigurePreview } from '../../../../src/shared/figure';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import type { Result } from '../../../../src/shared/result';
import { fakeStudio, type FakeStudio } from './fake-studio';

const run = {
  recipe: quickDigits,
  columns: 8,
  step: 20,
  steps: [10, 20, 30],
  epoch: 1,
  language: 'en',
  tour: null,
  rawStep: null,
} as const;

let studio: FakeStudio;
let previews: { readonly figure: Figure; readonly answer: (result: Result<FigurePreview>) => void }[];

function previewOf(step: number): Result<FigurePreview> {
  const facts = { step, size: null, millimetres: null, parts: 1, notices: [], bytes: null, picture: null, text: null };
  return { ok: true, value: facts };
}

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  previews = [];
  studio.answer('figure:preview', (_id, _run, figure) => new Promise((answer) => previews.push({ figure, answer })));
  studio.answer('figure:cancel', () => {
    previews.at(-1)?.answer({ ok: false, code: 'cancelled', message: 'Given up.' });
    return { ok: true, value: undefined };
  });
});

test('begins with the sheet that is looked at, and keeps what was chosen for the same run', () => {
  const exporting = useExporting();
  exporting.begin('run-1', run);
  expect(exporting.figure).toMatchObject({ kind: 'sheet', rows: 8, source: { from: 'stored', step: 20 } });
  const { sheet } = exporting.figures ?? {};
  if (!sheet) throw new Error('There are no figures.');
  exporting.change({ ...sheet, scale: 7 });
  exporting.begin('run-1', { ...run, step: null });
  expect(exporting.figure).toMatchObject({ scale: 7, source: { from: 'stored', step: null } });
  exporting.begin('run-1', { ...run, rawStep: 30 });
  expect(exporting.figure).toMatchObject({ scale: 7, source: { from: 'redrawn', step: 30, weights: 'raw' } });
  exporting.begin('run-2', run);
  expect(exporting.figure).toMatchObject({ scale: 4, source: { from: 'stored', step: 20 } });
});

test('a way through picked latents is offered while there is one, newly picked ones move as the ones before', () => {
  const exporting = useExporting();
  const wayFrom = (first: number): FigureOf<'tour'> => ({
    ...{ kind: 'tour', format: 'gif', framesPerSecond: 20, step: 20, weights: 'raw', batchNorm: 'running' },
    ...{ path: 'linear', frames: 97, returns: true, scale: 4 },
    stations: [first, 1].map((value) => ({ latent: [value, 0], label: null })),
  });
  exporting.choose('tour');
  exporting.begin('run-1', { ...run, tour: wayFrom(2) });
  expect(exporting.figure).toEqual(wayFrom(2));
  exporting.change({ ...wayFrom(2), format: 'apng', returns: false });
  exporting.begin('run-1', { ...run, tour: wayFrom(3) });
  expect(exporting.figure).toEqual({ ...wayFrom(3), format: 'apng', returns: false });
  exporting.begin('run-1', run);
  expect(exporting.figure).toMatchObject({ kind: 'sheet' });
});

test('a newer wish gives up the preview under way, and only the newest is shown', async () => {
  const exporting = useExporting();
  exporting.begin('run-1', run);
  const first = exporting.look(true);
  exporting.choose('report');
  const second = exporting.look(true);
  await expect.poll(() => previews.length).toBe(2);
  expect(previews.map(({ figure }) => figure.kind)).toEqual(['sheet', 'report']);
  expect(exporting.isFresh).toBe(false);
  previews[1]?.answer(previewOf(30));
  await Promise.all([first, second]);
  expect(exporting.preview).toMatchObject({ step: 30 });
  expect(exporting.previewProblem).toBeNull();
  expect(exporting.isFresh).toBe(true);
});

test('why there is no preview is said instead of it', async () => {
  const exporting = useExporting();
  exporting.begin('run-1', run);
  const looked = exporting.look(true);
  previews[0]?.answer({ ok: false, code: 'run-unreadable', message: 'There is no sheet yet.' });
  await looked;
  expect(exporting.preview).toBeNull();
  expect(exporting.previewProblem).toBe('There is no sheet yet.');
});

test('what is written tells how far it is; what failed says why, what was given up does not', async () => {
  const exporting = useExporting();
  exporting.listen();
  exporting.begin('run-1', run);
  studio.answer('figure:save', (makingId) => {
    studio.tell('figure:progress', { makingId, done: 3, total: 9 });
    studio.tell('figure:progress', { makingId: makingId + 1, done: 8, total: 9 });
    expect(exporting.progress).toEqual({ done: 3, total: 9 });
    return { ok: false, code: 'disk-full', message: 'The disk is full.' };
  });
  expect(await exporting.save()).toBeNull();
  expect(exporting.problem).toBe('The disk is full.');
  expect(exporting.making).toBeNull();
  studio.answer('figure:save', () => ({ ok: false, code: 'cancelled', message: 'Nothing was written.' }));
  expect(await exporting.save()).toBeNull();
  expect(exporting.problem).toBeNull();
});
