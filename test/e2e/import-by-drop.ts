import { dropOnWindow } from './drop-on-window';
import type { StudioWindow } from './studio-window';

/** Drops a file or folder of images and adds it to the gallery as it is offered. @param name that it has there */
export async function importByDrop(studio: StudioWindow, path: string, name: string): Promise<void> {
  const { page } = studio;
  await dropOnWindow(studio, path);
  const dialog = page.getByRole('dialog', { name: `Import ${name}` });
  await dialog.getByRole('button', { name: 'Add to the gallery' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('radio', { name }).waitFor();
}
