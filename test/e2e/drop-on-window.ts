import type { StudioWindow } from './studio-window';

/** Where a file is let go: the middle of the window. CSS pixels. */
const place = { x: 640, y: 400 };

/** Holds files from the system over the window, as a file manager does. @returns a function that lets them go */
export async function dragOverWindow(
  { page }: StudioWindow,
  ...files: readonly string[]
): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      ...{ type, ...place },
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    });
  await send('dragEnter');
  await send('dragOver');
  await page.getByText(/^(Drop it anywhere|拖放到窗口任意位置)$/).waitFor();
  return async () => {
    await send('drop');
    await session.detach();
  };
}

export async function dropOnWindow(studio: StudioWindow, ...files: readonly string[]): Promise<void> {
  const drop = await dragOverWindow(studio, ...files);
  await drop();
}
