/**
 * The studio's entry: what must be settled before Electron is ready, then the window. The studio itself is read while the
 * window's page is: nothing that is imported here may import much, see docs/opening.md.
 */
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { windowAddress } from '../../shared/app-address';
import { defaultDataSetsFolder, defaultPresetsFolder, defaultRunsFolder } from '../runs/locations';
import { registerAppScheme, serveApp } from './app-protocol';
import { bringToFront } from './bring-to-front';
import { holdRequests } from './held-requests';
import { createMainWindow, type MainWindow } from './main-window';
import { fileOfArguments } from './opened-file';
import type { Studio } from './studio';

const built = (...names: readonly string[]): string => join(import.meta.dirname, '..', ...names);
const runsFolder = defaultRunsFolder();
const icon = built('..', 'resources', 'icon.png');

/** What the system asks to open before there is a window; macOS may. Absolute paths. */
const askedEarly: string[] = [];
const askEarly = (event: Electron.Event, path: string): void => {
  event.preventDefault();
  askedEarly.push(path);
};

async function start(): Promise<void> {
  await app.whenReady();
  const scriptServed = serveApp({
    windowFolder: built('renderer'),
    pathOfSheet: async (address) => (await import('./stored-sheets')).pathOfSheet(runsFolder, address),
  });
  const main = createMainWindow({ preload: built('preload', 'index.cjs'), icon });
  // not before: what is loaded here keeps the page's launch waiting; from then on the page is busy with its script
  const studio = Promise.race([scriptServed, main.window.loadURL(windowAddress)]).then(() => openBehind(main));
  holdRequests(studio.then(({ answer }) => answer));
  openAskedFiles(main, studio);
  await Promise.all([studio, main.painted]);
  if (!main.window.isDestroyed()) main.window.show();
}

async function openBehind(main: MainWindow): Promise<Studio> {
  const { openStudio } = await import('./studio');
  return openStudio(main, {
    icon,
    trainerEntry: built('main', 'trainer-process.js'),
    workbenchEntry: built('main', 'workbench.js'),
    curveReaderEntry: built('main', 'curve-reader.js'),
    explorerEntry: built('main', 'explorer.js'),
    runsWatcherEntry: built('main', 'runs-watcher.js'),
    runsFolder,
    presetsFolder: defaultPresetsFolder(),
    dataSetsFolder: defaultDataSetsFolder(),
  });
}

/** Looks at each file that the system asks to open, as if it had been dropped. */
function openAskedFiles({ window }: MainWindow, studio: Promise<Studio>): void {
  // a studio that cannot be opened is told of once, by start
  const openFile = (path: string): void => void studio.then(({ openFile }) => openFile(path)).catch(() => undefined);
  const first = app.isPackaged ? fileOfArguments(process.argv) : null;
  for (const path of first === null ? askedEarly : [...askedEarly, first]) openFile(path);
  app.off('open-file', askEarly);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    bringToFront(window);
    openFile(path);
  });
  app.on('second-instance', (_event, args) => {
    bringToFront(window);
    // while developing, the program's own folder is among the arguments
    const file = app.isPackaged ? fileOfArguments(args) : null;
    if (file !== null) openFile(file);
  });
}

app.on('open-file', askEarly);
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
