import { BrowserWindow, nativeTheme, screen } from 'electron';
import { windowAddress } from '../../shared/app-address';
import type { WindowState } from '../../shared/ipc';
import { confine } from './web-security';
import { openingBounds, smallestWindow, type WindowPlace } from './window-place';

export interface MainWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the window's icon. */
  readonly icon: string;
  readonly place: WindowPlace | null;
}

/** The title bar's colour, bg0 of both themes, so that an opening window does not flash. */
const background = { dark: '#16171a', light: '#fdfdfc' } as const;

/** Opens the studio's only window: sandboxed, isolated, without a native frame except for macOS's buttons. */
export function openMainWindow({ preload, icon, place }: MainWindowOptions): BrowserWindow {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...openingBounds(place, areas),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'GAN Studio',
    icon,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    ...(process.platform === 'darwin'
      ? { titleBarStyle: 'hidden' as const, trafficLightPosition: { x: 12, y: 12 } }
      : { frame: false }),
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  confine(window.webContents);
  if (place?.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  void window.loadURL(windowAddress);
  return window;
}

export function windowState(window: BrowserWindow): WindowState {
  return { maximised: window.isMaximized(), fullScreen: window.isFullScreen() };
}

export function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), maximised: window.isMaximized() };
}

/** Calls back whenever the window comes into view or goes out of it. */
export function watchVisibility(window: BrowserWindow, onChange: (visible: boolean) => void): void {
  const tell = (): void => onChange(window.isVisible() && !window.isMinimized());
  window.on('show', tell);
  window.on('hide', tell);
  window.on('minimize', tell);
  window.on('restore', tell);
}

/** Calls back whenever the title bar's buttons must look different. */
export function watchWindowState(window: BrowserWindow, onChange: (state: WindowState) => void): void {
  const tell = (): void => onChange(windowState(window));
  window.on('maximize', tell);
  window.on('unmaximize', tell);
  window.on('enter-full-screen', tell);
  window.on('leave-full-screen', tell);
}
