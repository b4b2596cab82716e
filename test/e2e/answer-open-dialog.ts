import type { StudioWindow } from './studio-window';

/** Only the system's own dialog is answered by the test; an empty path is a person who thought better of it. */
export async function answerOpenDialog({ app }: StudioWindow, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === '', filePaths: [chosen] });
  }, path);
}
