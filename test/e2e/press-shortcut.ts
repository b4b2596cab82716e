import type { StudioWindow } from './studio-window';

type Modifier = 'control' | 'shift' | 'alt';

/** Presses a shortcut the way a keyboard does: through the program, not only through the page. */
export async function pressShortcut(
  { app }: StudioWindow,
  keyCode: string,
  modifiers: readonly Modifier[] = ['control'],
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [key, held]) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.focus();
      contents?.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: [...held] });
      contents?.sendInputEvent({ type: 'keyUp', keyCode: key, modifiers: [...held] });
    },
    [keyCode, modifiers] as const,
  );
}
