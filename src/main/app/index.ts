/** The studio's entry: only what must be settled before Electron is ready, then the window. */
import { join } from 'node:path';
import { app } from 'electron';
import { defaultDataSetsFolder, defaultPresetsFolder, defaultRunsFolder } from '../runs/locations';
import { sheetFile } from '../runs/run-layout';
import { registerAppScheme, serveApp } from './app-protocol';
import { openStudio } from './studio';

const built = (...names: readonly string[]): string => join(import.meta.dirname, '..', ...names);

async function start(): Promise<void> {
  await app.whenReady();
  const runsFolder = defaultRunsFolder();
  serveApp({
    windowFolder: built('renderer'),
    pathOfSheet: ({ runId, step }) => sheetFile(join(runsFolder, runId), step),
  });
  const window = await openStudio({
    preload: built('preload', 'index.cjs'),
    icon: built('..', 'resources', 'icon.png'),
    trainerEntry: built('main', 'trainer-process.js'),
    workbenchEntry: built('main', 'workbench.js'),
    curveReaderEntry: built('main', 'curve-reader.js'),
    explorerEntry: built('main', 'explorer.js'),
    runsWatcherEntry: built('main', 'runs-watcher.js'),
    runsFolder,
    presetsFolder: defaultPresetsFolder(),
    dataSetsFolder: defaultDataSetsFolder(),
  });
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
}

registerAppScheme();
if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    console.error('The studio could not start.', error);
    app.exit(1);
  });
} else {
  console.error('GAN Studio is already open; its window comes to the front.');
  app.quit();
}
