import type { WebContents, WebFrameMain } from 'electron';
import { appOrigin } from '../../shared/app-address';

/** The window copies details and pictures to the clipboard; nothing else that asks is granted. */
const grantedPermissions: readonly string[] = ['clipboard-sanitized-write'];

/** Holds a window to its own page: no navigation, no further windows, no embedded pages, no permissions. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(grantedPermissions.includes(permission)),
  );
  contents.session.setPermissionCheckHandler((_contents, permission) => grantedPermissions.includes(permission));
}

/** Whether a message came from our own page in the window's own frame. */
export function isTrustedSender(frame: WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && frame.url.startsWith(`${appOrigin}/`);
}
