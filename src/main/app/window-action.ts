import type { BrowserWindow } from 'electron';
import { assertNever } from '../../shared/assert-never';
import type { WindowAction } from '../../shared/ipc';

/** Chromium's zoom levels: each one is a fifth larger. */
const zoomStep = 0.5;
const furthestZoom = 4;

/** Does what a menu item or a button of the title bar asks of the window. */
export function actOnWindow(window: BrowserWindow, action: WindowAction, quit: () => void): void {
  const { webContents } = window;
  switch (action) {
    case 'minimise':
      window.minimize();
      return;
    case 'toggleMaximise':
      if (window.isMaximized()) window.unmaximize();
      else window.maximize();
      return;
    case 'close':
      window.close();
      return;
    case 'quit':
      quit();
      return;
    case 'undo':
    case 'redo':
    case 'cut':
    case 'copy':
    case 'paste':
    case 'selectAll':
      webContents[action]();
      return;
    case 'zoomIn':
      webContents.setZoomLevel(Math.min(furthestZoom, webContents.getZoomLevel() + zoomStep));
      return;
    case 'zoomOut':
      webContents.setZoomLevel(Math.max(-furthestZoom, webContents.getZoomLevel() - zoomStep));
      return;
    case 'resetZoom':
      webContents.setZoomLevel(0);
      return;
    case 'toggleFullScreen':
      window.setFullScreen(!window.isFullScreen());
      return;
    default:
      assertNever(action);
  }
}
