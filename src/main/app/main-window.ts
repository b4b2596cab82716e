import { BrowserWindow, nativeTheme, screen } from 'electron';
import { windowAddress } from '../../shared/app-address';
import type { WindowState } from '../../shared/ipc';
import type { Settings } from '../../shared/settings';
import { openingBounds, smallestWindow, type Rectangle } from './opening-bounds';
import { confine } from './web-security';
import type { WindowPlace } from './window-place';

export interface MainWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the window's icon. */
  readonly icon: string;
}

/** The studio's only window, hidden until it is shown. */
export interface MainWindow {
  readonly window: BrowserWindow;
  /** Its page has been drawn for the first time. */
  readonly painted: Promise<void>;
  /** Its page hears what is sent to it. */
  readonly loaded: Promise<void>;
}

/** The title bar's colour, bg0 of both themes, so that an opening window does not flash. */
const background = { dark: '#16171a', light: '#fdfdfc' } as const;

/** Makes the window: sandboxed, isolated, without a native frame except for macOS's buttons. Its page is not loaded yet. */
export function createMainWindow({ preload, icon }: MainWindowOptions): MainWindow {
  const window = new BrowserWindow({
    ...openingBounds(null, workAreas()),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'GAN Studio',
    icon,
    show: false,
    backgroundColor: backgroundColor(),
    ...(process.platform === 'darwin'
      ? { titleBarStyle: 'hidden' as const, trafficLightPosition: { x: 12, y: 12 } }
      : { frame: false }),
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  confine(window.webContents);
  const painted = new Promise<void>((fulfil) => window.once('ready-to-show', () => fulfil()));
  const loaded = new Promise<void>((fulfil) => {
    window.webContents.on('did-finish-load', () => {
      if (window.webContents.getURL() === windowAddress) fulfil();
    });
  });
  return { window, painted, loaded };
}

/** Puts the window, while it is hidden, where it was closed and into the theme that was chosen. */
export function dressWindow(window: BrowserWindow, place: WindowPlace | null, theme: Settings['theme']): void {
  nativeTheme.themeSource = theme;
  window.setBackgroundColor(backgroundColor());
  window.setBounds(openingBounds(place, workAreas()));
  if (place?.maximised) window.maximize();
}

function workAreas(): readonly Rectangle[] {
  return [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
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
