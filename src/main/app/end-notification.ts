import { Notification, type BrowserWindow } from 'electron';
import type { RunId } from '../../shared/run';
import { bringToFront } from './bring-to-front';
import type { EndNotice } from './end-notifier';

/** One that is let go is never clicked: they are kept until they are. */
const shown = new Set<Notification>();

/** Shows a notification of the system, where it has them; a click brings the window to the front with the run. */
export function showEndNotification(
  window: BrowserWindow,
  { runId, title, body }: EndNotice,
  onClick: (runId: RunId) => void,
): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.once('close', () => shown.delete(notification));
  notification.once('click', () => {
    shown.delete(notification);
    if (window.isDestroyed()) return;
    bringToFront(window);
    onClick(runId);
  });
  notification.show();
}
