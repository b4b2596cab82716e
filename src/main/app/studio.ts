/** The studio as a running program: one window, its hosts and its orderly end. */
import { join } from 'node:path';
import { app, clipboard, powerMonitor, powerSaveBlocker, shell, type BrowserWindow } from 'electron';
import { pinCheckpoint } from '../runs/pins';
import { readRecipe } from '../runs/run-record';
import { readRun } from '../runs/read-run';
import { changeNotes } from '../runs/run-notes';
import { summariseRun } from '../runs/summarise-run';
import { trashRuns } from '../runs/trash-runs';
import { problemOf, telling } from '../../shared/result';
import type { Device } from '../../shared/run';
import type { Handlers } from './answer-request';
import { answerWindow } from './answer-window';
import { calibrationQuiet } from './calibration-quiet';
import { carryOut } from './carry-out-order';
import { openComparisonFile } from './comparison-file';
import type { Emit } from './emit';
import { CurveHost } from './curve-host';
import { showEndNotification } from './end-notification';
import { EndNotifier } from './end-notifier';
import { EventLoopMeasure } from './event-loop-measure';
import { ExplorerHost } from './explorer-host';
import { DragTable } from './drag-table';
import { askForFigurePath, askForRunPath } from './export-dialog';
import { askForRecipe, askForRecipePath } from './recipe-dialogs';
import { createHandlers } from './handlers';
import type { Answer } from './held-requests';
import { LiveSettings } from './live-settings';
import { MachineState } from './machine-state';
import { dressWindow, placeOf, watchVisibility, watchWindowState, windowState, type MainWindow } from './main-window';
import { askForDataSet, askForFileToOpen } from './open-dialog';
import { PaceCalibration } from './pace-calibration';
import { loadAgainAfterLoss } from './page-loss';
import { RecentFiles } from './recent-files';
import { RunQueue } from './run-queue';
import { RunShelf } from './run-shelf';
import { SettingsStore } from './settings';
import { TaskBarProgress, type TaskBarLook } from './task-bar-progress';
import { TrainerHost, type TrainerHostOptions } from './trainer-host';
import { TrainingIndexHost } from './training-index-host';
import { UnendedRuns } from './unended-runs';
import { tellUnexpectedErrors } from './unexpected-errors';
import { isTrustedSender } from './web-security';
import { actOnWindow } from './window-action';
import { forkWorker } from './worker-process';
import { WorkbenchHost } from './workbench-host';

export interface StudioPaths {
  readonly icon: string;
  readonly trainerEntry: string;
  readonly workbenchEntry: string;
  readonly curveReaderEntry: string;
  readonly explorerEntry: string;
  readonly runsWatcherEntry: string;
  readonly runsFolder: string;
  readonly presetsFolder: string;
  readonly dataSetsFolder: string;
}

const trainerGrace = 10_000;
const workbenchTimeLimit = 120_000;
const exportTimeLimit = 3_600_000;
const workbenchIdleLimit = 20_000;
const explorerTimeLimit = 120_000;
const explorerIdleLimit = 60_000;
/** Making the rows of ten million steps anew takes a minute on a slow disk. */
const curvesTimeLimit = 300_000;
const curvesIdleLimit = 120_000;
/** What the first look at the runs folder may take before the window opens without it. */
const shelfPatience = 3_000;
const watcherRestart = 2_000;

/** The studio behind its window. */
export interface Studio {
  readonly answer: Answer;
  /** Looks at a file as if it had been dropped. @param path absolute */
  openFile(path: string): void;
}

export async function openStudio({ window, painted, loaded }: MainWindow, paths: StudioPaths): Promise<Studio> {
  const userData = app.getPath('userData');
  const [store, calibration, queue] = await Promise.all([
    SettingsStore.open(join(userData, 'settings.json')),
    PaceCalibration.open({
      path: join(userData, 'pace.json'),
      measure: (reference) => workbench.measurePace(reference),
      isTraining: () => trainer.isTraining,
      onMeasured: (measurement) => emit('machine:pace', measurement),
      quiet: calibrationQuiet(),
    }),
    RunQueue.open({
      path: join(userData, 'queue.json'),
      isTraining: () => trainer.isTraining,
      start: (order) =>
        carryOut(
          {
            runsFolder: paths.runsFolder,
            trainer,
            tensorboard: () => settings.read().tensorboard,
            readRecipe,
            changeNotes,
          },
          order,
        ),
      onChanged: (waiting) => emit('queue:changed', waiting),
      onBegan: (order, runId) => emit('queue:began', { order, runId }),
      onRefused: (order, refused) => emit('queue:refused', { order, problem: problemOf(refused) }),
    }),
  ]);
  dressWindow(window, store.windowPlace, store.settings.theme);
  const emit: Emit = (channel, payload) => {
    if (!window.isDestroyed()) window.webContents.send(channel, payload);
  };
  tellUnexpectedErrors((problem) => emit('studio:problem', problem));
  const measure = process.env['GAN_STUDIO_MEASURE'] === '1' ? new EventLoopMeasure() : null;
  const machine = new MachineState(paths.runsFolder, emit);
  const shelf = new RunShelf({
    fork: () => forkWorker(paths.runsWatcherEntry),
    runsFolder: paths.runsFolder,
    emit,
    patience: shelfPatience,
    restartAfter: watcherRestart,
  });
  const { problem: settingsProblem } = store;
  if (settingsProblem !== null) {
    const problem = { code: 'settings-damaged' as const, ...telling(settingsProblem) };
    void loaded.then(() => emit('studio:problem', problem));
  }
  const settings = new LiveSettings(store, window, emit);
  const taskBar = new TaskBarProgress((look) => showProgress(window, look));
  window.on('focus', () => taskBar.setSeen());
  const notifier = notifyOfEnds(window, settings, emit);
  const recentFiles = rememberFiles(store, settings, emit);
  loadAgainAfterLoss(
    window,
    () => settings.language,
    (problem) => emit('studio:problem', problem),
  );
  const forkExplorer = () => forkWorker(paths.explorerEntry, 'yields');
  const explorer = new ExplorerHost({
    fork: forkExplorer,
    timeLimit: explorerTimeLimit,
    idleLimit: explorerIdleLimit,
  });
  const curves = new CurveHost({
    fork: () => forkWorker(paths.curveReaderEntry, 'yields'),
    timeLimit: curvesTimeLimit,
    idleLimit: curvesIdleLimit,
  });
  const trainingIndex = new TrainingIndexHost({
    fork: forkExplorer,
    onProgress: (progress) => emit('explore:index-progress', progress),
  });
  const unended = new UnendedRuns(store, reportUnkept);
  const watchTrainer = watchTraining(taskBar, measure);
  const trainer = hostTrainer(paths, emitRuns(emit, [shelf, taskBar, notifier, unended]), {
    onCreated: (runId) => unended.add(runId),
    onProgress: (runId, progress) => taskBar.setProgress(runId, progress),
    onTraining: (training) => {
      watchTrainer(training);
      explorer.setTraining(training);
      if (!training) queue.advance();
    },
  });
  const openWorkbench = () =>
    new WorkbenchHost({
      fork: () => forkWorker(paths.workbenchEntry),
      timeLimit: workbenchTimeLimit,
      exportTimeLimit,
      idleLimit: workbenchIdleLimit,
      onProgress: (progress) => emit('data:progress', progress),
      onFigureProgress: (progress) => emit('figure:progress', progress),
    });
  const [workbench, dataReader] = [openWorkbench(), openWorkbench()];
  const dragTable = new DragTable(app.getPath('temp'));
  powerMonitor.on('on-battery', () => emit('machine:battery', true));
  powerMonitor.on('on-ac', () => emit('machine:battery', false));

  const handlers = createHandlers({
    runsFolder: paths.runsFolder,
    presetsFolder: paths.presetsFolder,
    dataSetsFolder: paths.dataSetsFolder,
    comparisons: openComparisonFile(join(userData, 'comparisons.json')),
    machine,
    queue,
    isOnBattery: () => powerMonitor.isOnBatteryPower(),
    paceMeasurement: () => calibration.measurement,
    trainer,
    workbench,
    dataReader,
    painted,
    explorer,
    trainingIndex,
    readClipboard: () => clipboard.readText(),
    readSettings: () => settings.read(),
    writeSettings: (next) => settings.write(next),
    shelf,
    recentFiles,
    unended,
    changeNotes,
    trashRuns: (runIds, how) => trashRuns(paths.runsFolder, runIds, how, (path) => shell.trashItem(path)),
    curves,
    readRun,
    pinCheckpoint,
    askForFigurePath: (runId, figure) => askForFigurePath(window, settings.language, runId, figure),
    dragTable,
    startDrag: (file) => window.webContents.startDrag({ file, icon: paths.icon }),
    askForFileToOpen: (what) => askForFileToOpen(window, settings.language, what),
    askForDataSet: (what) => askForDataSet(window, settings.language, what),
    askForRunPath: (runId, format, step) => askForRunPath(window, settings.language, { runId, format, step }),
    askForRecipePath: (name) => askForRecipePath(window, settings.language, name),
    askForRecipe: () => askForRecipe(window, settings.language),
    openFolder: (folder) => shell.openPath(folder),
    actOnWindow(action) {
      actOnWindow(window, action, () => app.quit());
      return windowState(window);
    },
  });
  watchVisibility(window, (visible) => {
    trainer.setVisible(visible);
    shelf.setVisible(visible);
  });
  watchWindowState(window, (state) => emit('window:changed', state));
  closeInOrder(window, async () => {
    const kept = store.writeWindowPlace(placeOf(window));
    calibration.close();
    await queue.close();
    await trainer.close();
    workbench.close();
    dataReader.close();
    explorer.close();
    curves.close();
    trainingIndex.cancel();
    shelf.close();
    await dragTable.clear();
    await kept;
    await measure?.write(join(userData, 'event-loop-delay.json'));
  });
  // The page comes first: on two cores another process would keep it waiting. A process that is forked while one of
  // Chromium's is launched also inherits its sockets on Linux, and Electron then does not hear of that one's end.
  painted
    .then(() => {
      shelf.begin();
      return prepare(handlers, workbench, machine);
    })
    .then(async (device) => {
      if (device) await calibration.run(device);
    })
    .catch((error: unknown) => console.error('The pace of this machine could not be measured or kept.', error));
  return {
    answer: answerWindow(handlers, (event) => isTrustedSender(event.senderFrame, window.webContents)),
    openFile: (path) => void loaded.then(() => emit('file:opened', path)),
  };
}

function hostTrainer(
  { trainerEntry, runsFolder }: StudioPaths,
  emit: Emit,
  watchers: Pick<TrainerHostOptions, 'onCreated' | 'onProgress' | 'onTraining'>,
): TrainerHost {
  return new TrainerHost({
    fork: () => forkWorker(trainerEntry),
    runsFolder,
    grace: trainerGrace,
    emit,
    summarise: summariseRun,
    ...watchers,
  });
}

/** What the trainer says of its run is known before the folder is looked at again. */
function emitRuns(emit: Emit, hearers: readonly { readonly hear: Emit }[]): Emit {
  return (channel, payload) => {
    for (const hearer of hearers) hearer.hear(channel, payload);
    emit(channel, payload);
  };
}

function notifyOfEnds(window: BrowserWindow, settings: LiveSettings, emit: Emit): EndNotifier {
  return new EndNotifier({
    isWanted: () => settings.read().notifyWhenDone,
    isWatched: () => !window.isDestroyed() && window.isFocused() && window.isVisible(),
    language: () => settings.language,
    show: (notice) => showEndNotification(window, notice, (runId) => emit('run:show', runId)),
    now: () => Date.now(),
  });
}

function rememberFiles(store: SettingsStore, settings: LiveSettings, emit: Emit): RecentFiles {
  return new RecentFiles({
    kept: store.recentFiles,
    keep: (paths) => store.writeRecentFiles(paths),
    system: { add: (path) => app.addRecentDocument(path), clear: () => app.clearRecentDocuments() },
    onChange: (paths) => {
      emit('file:recent-changed', paths);
      settings.refreshMenu();
    },
  });
}

function reportUnkept(error: unknown): void {
  console.error('Which runs are trained could not be kept.', error);
}

/** The data sets first: they take a moment, starting TensorFlow takes seconds, and the processor is shared. */
async function prepare(handlers: Handlers, workbench: WorkbenchHost, machine: MachineState): Promise<Device | null> {
  await handlers['data:list']();
  const probed = await workbench.probe();
  machine.learnDevice(probed);
  return probed.ok ? probed.value : null;
}

/** The window closes once everything is kept; a second wish to close it does not hurry that. */
function closeInOrder(window: BrowserWindow, finish: () => Promise<void>): void {
  let closing = false;
  window.on('close', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    finish()
      .catch((error: unknown) => console.error('The studio could not keep everything as it closed.', error))
      .finally(() => {
        window.destroy();
        app.quit();
      });
  });
}

function showProgress(window: BrowserWindow, { value, mode }: TaskBarLook): void {
  if (!window.isDestroyed()) window.setProgressBar(value, { mode });
}

/** While a run trains the computer stays awake, and the event loop is measured where that was asked for. */
function watchTraining(taskBar: TaskBarProgress, measure: EventLoopMeasure | null): (training: boolean) => void {
  let awake: number | null = null;
  return (training) => {
    measure?.setTraining(training);
    taskBar.setTraining(training);
    if (training) {
      awake = powerSaveBlocker.start('prevent-app-suspension');
      return;
    }
    if (awake !== null) powerSaveBlocker.stop(awake);
    awake = null;
  };
}
