/** The studio's entry: only what must be settled before Electron is ready, then the window. */
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { defaultDataSetsFolder, defaultPresetsFolder, defaultRunsFolder } from '../runs/locations';
import { sheetFile } from '../runs/run-layout';
import { registerAppScheme, serveApp } from './app-protocol';
import { bringToFront } from './end-notification';
import { fileOfArguments } from './opened-file';
import { openStudio } from './studio';

const built = (...names: readonly string[]): string => join(import.meta.dirname, '..', ...names);

async function start(): Promise<void> {
  await app.whenReady();
  const runsFolder = defaultRunsFolder();
  serveApp({
    windowFolder: built('renderer'),
    pathOfSheet: ({ runId, step }) => sheetFile(join(runsFolder, runId), step),
  });
  const { window, openFile } = await openStudio({
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
  app.on('second-instance', (_event, args) => {
    bringToFront(window);
    // while developing, the program's own folder is among the arguments
    const file = app.isPackaged ? fileOfArguments(args) : null;
    if (file !== null) openFile(file);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    bringToFront(window);
    openFile(path);
  });
  const first = app.isPackaged ? fileOfArguments(process.argv) : null;
  if (first !== null) window.webContents.once('did-finish-load', () => openFile(first));
}

registerAppScheme();
if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    console.error('The studio could not start.', error);
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(
      'GAN Studio could not start',
      `${reason}\n\nStart it again; if it does not help, see docs/setup.md.`,
    );
    app.exit(1);
  });
} else {
  console.error('GAN Studio is already open; its window comes to the front.');
  app.quit();
}
