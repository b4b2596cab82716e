/** The studio as a running program: one window, its hosts and its orderly end. */
import { join } from 'node:path';
import { app, nativeTheme, powerSaveBlocker, shell, type BrowserWindow } from 'electron';
import type { MenuAction } from '../../shared/application-menu';
import { assertNever } from '../../shared/assert-never';
import type { Settings } from '../../shared/ipc';
import { listRuns } from '../runs/list-runs';
import { readRun } from '../runs/read-run';
import { summariseRun } from '../runs/summarise-run';
import type { Emit } from './emit';
import { EventLoopMeasure } from './event-loop-measure';
import { askForPicturePath } from './export-dialog';
import { createHandlers } from './handlers';
import { MachineState } from './machine-state';
import { openMainWindow, placeOf, watchVisibility, watchWindowState, windowState } from './main-window';
import { menuLanguage, setApplicationMenu } from './menu';
import { registerHandlers } from './register-handlers';
import { SettingsStore } from './settings';
import { TrainerHost } from './trainer-host';
import { isTrustedSender } from './web-security';
import { actOnWindow } from './window-action';
import { forkWorker } from './worker-process';
import { WorkbenchHost } from './workbench-host';

export interface StudioPaths {
  readonly preload: string;
  readonly icon: string;
  readonly trainerEntry: string;
  readonly workbenchEntry: string;
  readonly runsFolder: string;
}

const trainerGrace = 10_000;
const workbenchTimeLimit = 120_000;
const workbenchIdleLimit = 20_000;

export async function openStudio(paths: StudioPaths): Promise<BrowserWindow> {
  const userData = app.getPath('userData');
  const settings = await SettingsStore.open(join(userData, 'settings.json'));
  nativeTheme.themeSource = settings.settings.theme;
  const window = openMainWindow({ preload: paths.preload, icon: paths.icon, place: settings.windowPlace });
  const emit: Emit = (channel, payload) => {
    if (!window.isDestroyed()) window.webContents.send(channel, payload);
  };
  const measure = process.env['GAN_STUDIO_MEASURE'] === '1' ? new EventLoopMeasure() : null;

  const machine = new MachineState(paths.runsFolder, emit);
  const trainer = new TrainerHost({
    fork: () => forkWorker(paths.trainerEntry, 'GAN Studio trainer'),
    runsFolder: paths.runsFolder,
    grace: trainerGrace,
    emit,
    summarise: summariseRun,
    onProgress: (progress) => showProgress(window, progress),
    onTraining: watchTraining(window, measure),
  });
  const workbench = new WorkbenchHost({
    fork: () => forkWorker(paths.workbenchEntry, 'GAN Studio workbench'),
    timeLimit: workbenchTimeLimit,
    idleLimit: workbenchIdleLimit,
  });

  const language = (): 'en' | 'zh-CN' => menuLanguage(settings.settings, app.getLocale());
  const applySettings = (): void => {
    nativeTheme.themeSource = settings.settings.theme;
    setApplicationMenu(language(), settings.settings.theme, choose);
  };
  const writeSettings = async (next: Settings): Promise<void> => {
    const written = settings.write(next);
    applySettings();
    await written;
  };
  const choose = (action: MenuAction): void => {
    switch (action.kind) {
      case 'command':
        emit('menu:chosen', action.command);
        return;
      case 'window':
        actOnWindow(window, action.action, () => app.quit());
        return;
      case 'theme': {
        const next = { ...settings.settings, theme: action.theme };
        writeSettings(next).catch((error: unknown) => console.error('The theme could not be kept.', error));
        emit('settings:changed', next);
        return;
      }
      default:
        assertNever(action);
    }
  };

  registerHandlers(
    createHandlers({
      runsFolder: paths.runsFolder,
      machine,
      trainer,
      workbench,
      readSettings: () => settings.settings,
      writeSettings,
      listRuns,
      readRun,
      askForPicturePath: (runId, step) => askForPicturePath(window, language(), runId, step),
      openFolder: (folder) => shell.openPath(folder),
      actOnWindow(action) {
        actOnWindow(window, action, () => app.quit());
        return windowState(window);
      },
    }),
    (event) => isTrustedSender(event.senderFrame, window.webContents),
  );
  applySettings();
  watchVisibility(window, (visible) => trainer.setVisible(visible));
  watchWindowState(window, (state) => emit('window:changed', state));
  void workbench.probe().then((probed) => machine.learnDevice(probed));

  closeInOrder(window, async () => {
    const kept = settings.writeWindowPlace(placeOf(window));
    await trainer.close();
    workbench.close();
    await kept;
    await measure?.write(join(userData, 'event-loop-delay.json'));
  });
  return window;
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

function showProgress(window: BrowserWindow, progress: number): void {
  if (!window.isDestroyed()) window.setProgressBar(progress);
}

/** While a run trains the computer stays awake, and the event loop is measured where that was asked for. */
function watchTraining(window: BrowserWindow, measure: EventLoopMeasure | null): (training: boolean) => void {
  let awake: number | null = null;
  return (training) => {
    measure?.setTraining(training);
    if (training) {
      awake = powerSaveBlocker.start('prevent-app-suspension');
      return;
    }
    if (awake !== null) powerSaveBlocker.stop(awake);
    awake = null;
    showProgress(window, -1);
  };
}
