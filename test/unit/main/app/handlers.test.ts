import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openComparisonFile } from '../../../../src/main/app/comparison-file';
import { createHandlers, type Surroundings } from '../../../../src/main/app/handlers';
import { MachineState } from '../../../../src/main/app/machine-state';
import { RunQueue } from '../../../../src/main/app/run-queue';
import { TrainerHost } from '../../../../src/main/app/trainer-host';
import { ExplorerHost } from '../../../../src/main/app/explorer-host';
import { TrainingIndexHost } from '../../../../src/main/app/training-index-host';
import { WorkbenchHost } from '../../../../src/main/app/workbench-host';
import { trainerCommandSchema, workbenchCommandSchema, type DataSetCard } from '../../../../src/shared/ipc';
import { defaultSettings } from '../../../../src/shared/settings';
import { noKnownRuns } from '../../../../src/shared/known-runs';
import { noNotes } from '../../../../src/shared/run-notes';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { curvesOf, detailsOf } from '../../renderer/stores/run-summary';
import { fakeWorker, type FakeWorker } from './fake-worker';

const card: DataSetCard = {
  source: 'mnist',
  name: 'MNIST',
  imageCount: 60_000,
  testImageCount: 10_000,
  imageShape: [28, 28, 1],
  classCounts: null,
  classNames: null,
  own: null,
  thumbnail: samplesOf(0, 12),
};

interface Setting {
  readonly around: Surroundings;
  /** Undefined as long as nothing was asked of it. */
  readonly latestWorker: () => FakeWorker;
}

async function setUp(changes: Partial<Surroundings> = {}): Promise<Setting> {
  const runsFolder = await temporaryFolder();
  const workers: FakeWorker[] = [];
  const fork = (): FakeWorker => {
    const worker = fakeWorker();
    workers.push(worker);
    return worker;
  };
  const trainer = new TrainerHost({
    fork,
    runsFolder,
    grace: 1,
    emit: () => undefined,
    summarise: () => Promise.reject(new Error('no run')),
    onProgress: () => undefined,
    onCreated: () => undefined,
    onTraining: () => undefined,
  });
  const queue = await RunQueue.open({
    path: join(runsFolder, 'queue.json'),
    isTraining: () => true,
    start: () => Promise.reject(new Error('nothing starts here')),
    onChanged: () => undefined,
    onBegan: () => undefined,
    onRefused: () => undefined,
  });
  const openWorkbench = (): WorkbenchHost =>
    new WorkbenchHost({
      fork,
      timeLimit: 60_000,
      idleLimit: 60_000,
      onProgress: () => undefined,
      onFigureProgress: () => undefined,
    });
  const around: Surroundings = {
    queue,
    runsFolder,
    machine: new MachineState(runsFolder, () => undefined),
    isOnBattery: () => false,
    paceMeasurement: () => null,
    trainer,
    workbench: openWorkbench(),
    dataReader: openWorkbench(),
    painted: Promise.resolve(),
    readSettings: () => ({ ...defaultSettings, language: 'en', theme: 'dark', tensorboard: true }),
    explorer: new ExplorerHost({ fork, timeLimit: 60_000, idleLimit: 60_000 }),
    trainingIndex: new TrainingIndexHost({ fork, onProgress: () => undefined }),
    readClipboard: () => '',
    writeSettings: () => Promise.resolve(),
    pinCheckpoint: () => Promise.resolve(),
    shelf: { list: () => Promise.resolve(noKnownRuns), remove: () => undefined },
    unended: { earlier: [], forget: () => Promise.resolve() },
    changeNotes: (_folder, change) => Promise.resolve({ ...noNotes, ...change }),
    trashRuns: () => Promise.resolve([]),
    curves: { ask: () => Promise.resolve({ ok: true, value: curvesOf([]) }) },
    readRun: () => Promise.resolve(detailsOf('run-1', 'finished')),
    askForFigurePath: () => Promise.resolve(null),
    dragTable: { place: () => Promise.reject(new Error('nothing is dragged here')), pathOf: () => null },
    startDrag: () => undefined,
    recentFiles: {
      paths: [],
      add: () => Promise.resolve(),
      forget: () => Promise.resolve(false),
      clear: () => Promise.resolve(),
    },
    askForFileToOpen: () => Promise.resolve(null),
    askForRunPath: () => Promise.resolve('/models/x.onnx'),
    presetsFolder: join(runsFolder, 'presets'),
    dataSetsFolder: join(runsFolder, 'data-sets'),
    askForDataSet: () => Promise.resolve(null),
    comparisons: openComparisonFile(join(runsFolder, 'comparisons.json')),
    askForRecipePath: () => Promise.resolve(null),
    askForRecipe: () => Promise.resolve(null),
    openFolder: () => Promise.resolve(''),
    actOnWindow: () => ({ maximised: false, fullScreen: false }),
    ...changes,
  };
  return { around, latestWorker: () => workers.at(-1) as FakeWorker };
}

/** The workbench's last question, checked as the workbench checks it. */
function lastCommand(worker: FakeWorker): ReturnType<typeof workbenchCommandSchema.parse> {
  return workbenchCommandSchema.parse(worker.posted.at(-1));
}

test('a generator is written where the person said, by the workbench, from the newest checkpoint', async () => {
  const details = detailsOf('run-1', 'finished');
  const ask = vi.fn(() => Promise.resolve('/models/x.onnx'));
  const { around, latestWorker } = await setUp({
    readRun: () => Promise.resolve({ ...details, summary: { ...details.summary, checkpointStep: 600 } }),
    askForRunPath: ask,
  });
  const exported = createHandlers(around)['run:export']({ runId: 'run-1', format: 'onnx', step: null });
  await vi.waitFor(() => expect(latestWorker()?.posted).toHaveLength(1));
  const command = lastCommand(latestWorker());
  const runFolder = join(around.runsFolder, 'run-1');
  expect(command).toMatchObject({ type: 'exportRun', runFolder, format: 'onnx', step: null, path: '/models/x.onnx' });
  const value = { step: 600, weights: 'ema', notices: ['Passed over one.'] } as const;
  latestWorker().say({ type: 'exportRun', id: command.id, result: { ok: true, value } });
  expect(await exported).toEqual({ ok: true, value: { outcome: 'written', path: '/models/x.onnx', ...value } });
  expect(ask).toHaveBeenCalledWith('run-1', 'onnx', 600);
});

test('the place of a whole run is asked for without a step', async () => {
  const ask = vi.fn(() => Promise.resolve(null));
  const { around, latestWorker } = await setUp({ askForRunPath: ask });
  const answer = await createHandlers(around)['run:export']({ runId: 'run-1', format: 'zip', step: null });
  expect(answer).toEqual({ ok: true, value: { outcome: 'cancelled' } });
  expect(ask).toHaveBeenCalledWith('run-1', 'zip', null);
  expect(latestWorker()).toBeUndefined();
});

test('a run without a checkpoint has no generator to export, and nobody is asked where to', async () => {
  const ask = vi.fn(() => Promise.resolve('/models/x.onnx'));
  const { around } = await setUp({
    readRun: () => Promise.resolve(detailsOf('run-1', 'running')),
    askForRunPath: ask,
  });
  const answer = await createHandlers(around)['run:export']({ runId: 'run-1', format: 'onnx', step: null });
  expect(answer).toMatchObject({ ok: false, code: 'no-checkpoint' });
  expect(ask).not.toHaveBeenCalled();
});

test('the data sets are read once, for all who ask; a failure is asked again', async () => {
  const { around, latestWorker } = await setUp();
  const handlers = createHandlers(around);
  const failed = handlers['data:list']();
  await around.painted;
  const fault = { ok: false, code: 'data-set-unreadable', message: 'MNIST is damaged.' } as const;
  latestWorker().say({ type: 'listData', id: lastCommand(latestWorker()).id, result: fault });
  expect(await failed).toEqual(fault);
  const listed = handlers['data:list']();
  const listedToo = handlers['data:list']();
  await around.painted;
  latestWorker().say({
    type: 'listData',
    id: lastCommand(latestWorker()).id,
    result: { ok: true, value: [card] },
  });
  expect(await listed).toEqual({ ok: true, value: [card] });
  expect(await listedToo).toEqual({ ok: true, value: [card] });
  const asked = latestWorker().posted.length;
  expect(await handlers['data:list']()).toEqual({ ok: true, value: [card] });
  expect(latestWorker().posted).toHaveLength(asked);
});

test('no process is started for the data sets before the page stands there', async () => {
  let paint = (): void => undefined;
  const painted = new Promise<void>((fulfil) => (paint = fulfil));
  const { around, latestWorker } = await setUp({ painted });
  const handlers = createHandlers(around);
  void handlers['data:list']();
  void handlers['data:own']();
  await new Promise((fulfil) => setImmediate(fulfil));
  expect(latestWorker()).toBeUndefined();
  paint();
  await painted;
  expect(lastCommand(latestWorker()).type).toMatch(/^list/);
});

test('what is wrong with the machine is part of what the window is told', async () => {
  const { around } = await setUp();
  around.machine.learnDevice({ ok: false, code: 'tensorflow-missing', message: 'TensorFlow is not installed.' });
  const about = await createHandlers(around)['studio:about']();
  expect(about.ok && about.value).toMatchObject({ device: null, faults: ['TensorFlow is not installed.'] });
  expect(about.ok && about.value.freeBytes).toBeGreaterThan(0);
});

test('a run that the window starts writes TensorBoard files where the settings say so', async () => {
  const { around, latestWorker } = await setUp();
  void createHandlers(around)['run:start'](quickDigits);
  const [start] = latestWorker().posted;
  expect(trainerCommandSchema.parse(start)).toMatchObject({ type: 'start', recipe: quickDigits, tensorboard: true });
});

test('a folder that cannot be shown is named', async () => {
  const { around } = await setUp({ openFolder: () => Promise.resolve('no file manager') });
  const answer = await createHandlers(around)['run:reveal']('run-1');
  expect(answer).toMatchObject({ ok: false });
  expect(!answer.ok && answer.message).toContain('run-1');
});

test('a dropped file is looked into and imported by the workbench, into the runs folder', async () => {
  const { around, latestWorker } = await setUp();
  const path = join(around.runsFolder, 'x.npy');
  await writeFile(path, '');
  const handlers = createHandlers(around);
  const found = { kind: 'dataSet', path, name: 'x', format: 'npy', imageCount: 2 } as const;
  const looked = handlers['file:recognise'](path);
  await vi.waitFor(() => expect(latestWorker()?.posted).toHaveLength(1));
  const first = lastCommand(latestWorker());
  expect(first).toEqual({ type: 'recognise', id: first.id, path, runsFolder: around.runsFolder });
  latestWorker().say({ type: 'recognise', id: first.id, result: { ok: true, value: found } });
  expect(await looked).toEqual({ ok: true, value: found });

  const imported = handlers['file:import'](path, { candidate: 'dcgan-28' });
  await vi.waitFor(() => expect(latestWorker().posted).toHaveLength(2));
  const second = lastCommand(latestWorker());
  expect(second).toMatchObject({
    type: 'importFile',
    path,
    candidate: 'dcgan-28',
    runsFolder: around.runsFolder,
  });
  const run = { runId: 'run-1', folder: '/runs/run-1', created: true, notices: [] };
  latestWorker().say({ type: 'importFile', id: second.id, result: { ok: true, value: run } });
  expect(await imported).toEqual({ ok: true, value: run });
});

test('of the runs that were to go, those that went are taken from the list', async () => {
  const remove = vi.fn();
  const answers = [
    { runId: 'run-1', outcome: 'gone' },
    { runId: 'run-2', outcome: 'running', message: 'It is training.' },
  ] as const;
  const { around } = await setUp({
    shelf: { list: () => Promise.resolve(noKnownRuns), remove },
    trashRuns: () => Promise.resolve(answers),
  });
  const handlers = createHandlers(around);
  expect(await handlers['run:trash'](['run-1', 'run-2'], 'to-trash')).toEqual({ ok: true, value: answers });
  expect(remove).toHaveBeenCalledWith(['run-1']);
});

test('the runs whose end was not seen are named, and one that is dismissed is forgotten alone', async () => {
  const forget = vi.fn(() => Promise.resolve());
  const { around } = await setUp({ unended: { earlier: ['run-2', 'run-1'], forget } });
  const handlers = createHandlers(around);
  expect(await handlers['run:unfinished']()).toEqual({ ok: true, value: ['run-2', 'run-1'] });
  expect(await handlers['run:dismiss-unfinished']('run-1')).toEqual({ ok: true, value: undefined });
  expect(forget).toHaveBeenCalledExactlyOnceWith('run-1');
});

test('a recipe goes into the file that the person chose, and comes back from it', async () => {
  const path = join(await temporaryFolder(), 'recipe.json');
  const choose = (): Promise<string> => Promise.resolve(path);
  const { around } = await setUp({ askForRecipePath: choose, askForRecipe: choose });
  const handlers = createHandlers(around);
  expect(await handlers['recipe:export'](quickDigits)).toEqual({ ok: true, value: { outcome: 'written', path } });
  expect(await handlers['recipe:import']()).toEqual({
    ok: true,
    value: { outcome: 'read', path, recipe: quickDigits },
  });
});

test('a cancelled dialog of recipes reads and writes nothing', async () => {
  const { around } = await setUp();
  const cancelled = { ok: true, value: { outcome: 'cancelled' } };
  expect(await createHandlers(around)['recipe:export'](quickDigits)).toEqual(cancelled);
  expect(await createHandlers(around)['recipe:import']()).toEqual(cancelled);
});
