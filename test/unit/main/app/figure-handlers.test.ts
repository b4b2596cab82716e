import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { DragTable } from '../../../../src/main/app/drag-table';
import { createFigureHandlers, type FigureSurroundings } from '../../../../src/main/app/figure-handlers';
import { WorkbenchHost } from '../../../../src/main/app/workbench-host';
import type { Figure } from '../../../../src/shared/figure';
import { workbenchCommandSchema, type Events } from '../../../../src/shared/ipc';
import { samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { fakeWorker, type FakeWorker } from './fake-worker';

const report: Figure = { kind: 'report', language: 'en' };
const written = { step: null, size: null, millimetres: null, parts: 1, notices: [], bytes: 9 };

interface Setting {
  readonly handlers: ReturnType<typeof createFigureHandlers>;
  readonly told: Events['figure:progress'][];
  readonly worker: FakeWorker;
  /** The workbench's last question, checked as the workbench checks it. */
  readonly asked: () => ReturnType<typeof workbenchCommandSchema.parse>;
}

async function setUp(changes: Partial<FigureSurroundings> = {}): Promise<Setting> {
  const worker = fakeWorker();
  const told: Events['figure:progress'][] = [];
  const workbench = new WorkbenchHost({
    fork: () => worker,
    timeLimit: 60_000,
    idleLimit: 60_000,
    onProgress: () => undefined,
    onFigureProgress: (progress) => told.push(progress),
  });
  const handlers = createFigureHandlers({
    runsFolder: '/runs',
    workbench,
    trainer: { samplesOf: () => null },
    askForFigurePath: () => Promise.resolve('/desk/report.html'),
    dragTable: new DragTable(await temporaryFolder()),
    startDrag: () => undefined,
    ...changes,
  });
  return { handlers, told, worker, asked: () => workbenchCommandSchema.parse(worker.posted.at(-1)) };
}

test('a figure is written where the person said, by the workbench, which tells how far it is', async () => {
  const { handlers, told, worker, asked } = await setUp();
  const saved = handlers['figure:save'](7, 'run-1', report);
  await vi.waitFor(() => expect(worker.posted).toHaveLength(1));
  const { id, ...command } = asked();
  const runFolder = join('/runs', 'run-1');
  expect(command).toEqual({
    ...{ type: 'exportFigure', makingId: 7, runFolder, shown: null, figure: report, path: '/desk/report.html' },
  });
  worker.say({ type: 'figureProgress', id, makingId: 7, done: 2, total: 5 });
  expect(told).toEqual([{ makingId: 7, done: 2, total: 5 }]);
  worker.say({ type: 'exportFigure', id, result: { ok: true, value: written } });
  const value = { outcome: 'written', path: '/desk/report.html', ...written };
  expect(await saved).toEqual({ ok: true, value });
});

test('a cancelled dialog writes nothing', async () => {
  const { handlers, worker } = await setUp({ askForFigurePath: () => Promise.resolve(null) });
  expect(await handlers['figure:save'](1, 'run-1', report)).toEqual({ ok: true, value: { outcome: 'cancelled' } });
  expect(worker.posted).toEqual([]);
});

test('of a run that trains the workbench gets what the window shows', async () => {
  const shown = samplesOf(640);
  const { handlers, worker, asked } = await setUp({ trainer: { samplesOf: () => shown } });
  void handlers['figure:preview'](1, 'run-1', report, true);
  await vi.waitFor(() => expect(worker.posted).toHaveLength(1));
  expect(asked()).toMatchObject({ type: 'previewFigure', shown: { step: 640 }, moves: true });
});

test('giving up a figure asks nothing of a process that is not there', async () => {
  const { handlers, worker } = await setUp();
  expect(await handlers['figure:cancel'](1)).toEqual({ ok: true, value: undefined });
  expect(worker.posted).toEqual([]);
});

test('what was laid out is dragged as the file that was written, and nothing else is', async () => {
  const startDrag = vi.fn();
  const { handlers, worker, asked } = await setUp({ startDrag });
  const laidOut = handlers['figure:lay-out'](3, 'run-1', report);
  await vi.waitFor(() => expect(worker.posted).toHaveLength(1));
  const command = asked();
  const path = command.type === 'exportFigure' ? command.path : '';
  expect(path).toMatch(/run-1-report\.html$/);
  worker.say({ type: 'exportFigure', id: command.id, result: { ok: true, value: written } });
  const answer = await laidOut;
  expect(await handlers['figure:drag'](answer.ok ? answer.value : 0)).toMatchObject({ ok: true });
  expect(startDrag).toHaveBeenCalledExactlyOnceWith(path);
  expect(await handlers['figure:drag'](99)).toMatchObject({ ok: false, code: 'invalid-request' });
  expect(startDrag).toHaveBeenCalledOnce();
});
