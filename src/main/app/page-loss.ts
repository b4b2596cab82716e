/** A page of the window that crashed: it is loaded again, and the person is told. */
import { app, clipboard, dialog, type BrowserWindow, type RenderProcessGoneDetails } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';
import { telling, type Problem } from '../../shared/result';
import { windowAddress } from '../../shared/app-address';
import { studioVersion } from '../../shared/version';
import { worded } from '../../shared/wording/worded';

/** Time within which a second crash means that loading again does not help. Milliseconds. */
const crashInterval = 10_000;

const texts = {
  en: {
    message: 'The window cannot be shown',
    detail:
      'Its page ended twice within a few seconds. What trains goes on and is kept. Load the window again; if that does not help, quit and start GAN Studio anew.',
    buttons: ['Load again', 'Copy details', 'Quit'],
  },
  'zh-CN': {
    message: '窗口无法显示',
    detail:
      '页面在几秒内两次意外结束。正在进行的训练会继续并保存。请重新载入窗口；若仍无效，请退出后重新启动 GAN Studio。',
    buttons: ['重新载入', '复制详情', '退出'],
  },
} as const;

/** @param onLoadedAgain told once the new page can hear it */
export function loadAgainAfterLoss(
  window: BrowserWindow,
  language: () => MenuLanguage,
  onLoadedAgain: (problem: Problem) => void,
): void {
  let lostAt = Number.NEGATIVE_INFINITY;
  const { webContents } = window;
  const hear = ({ reason, exitCode }: Pick<RenderProcessGoneDetails, 'reason' | 'exitCode'>): void => {
    if (reason === 'clean-exit') return;
    console.error(`The window's page ended: ${reason}.`);
    const isFirst = Date.now() - lostAt >= crashInterval;
    lostAt = Date.now();
    if (!isFirst) {
      void askWhatNow(window, language(), `${reason}, exit code ${exitCode}`);
      return;
    }
    const told = telling(worded('process.page', { reason }));
    webContents.once('did-finish-load', () => onLoadedAgain({ code: 'window-lost', ...told }));
    loadAgain(window);
  };
  webContents.on('render-process-gone', (_event, details) => hear(details));
  // before anybody listened
  if (webContents.isCrashed()) hear({ reason: 'crashed', exitCode: 0 });
}

/** Not within the event: a page that is still being taken down may swallow what is loaded then. */
function loadAgain(window: BrowserWindow): void {
  setImmediate(() => {
    if (!window.isDestroyed()) void window.loadURL(windowAddress);
  });
}

async function askWhatNow(window: BrowserWindow, language: MenuLanguage, reason: string): Promise<void> {
  const { message, detail, buttons } = texts[language];
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail,
    buttons: [...buttons],
    defaultId: 0,
    noLink: true,
  });
  if (response === 1) {
    await clipboard.writeText(
      `window-lost: ${reason}\nGAN Studio ${studioVersion}, Electron ${process.versions.electron}`,
    );
    await askWhatNow(window, language, reason);
    return;
  }
  if (response === 2) app.quit();
  else loadAgain(window);
}
