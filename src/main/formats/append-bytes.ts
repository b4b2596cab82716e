import { open, type FileHandle } from 'node:fs/promises';
import { writeFailure } from './write-failure';

/**
 * Adds bytes to the end of a file that only ever grows.
 *
 * @throws StudioError `disk-full`, `folder-not-writable` or `write-failed`; the file then ends where it did before
 */
export async function appendBytes(path: string, bytes: Uint8Array): Promise<void> {
  await withFile(path, async (file) => {
    const { size } = await file.stat();
    try {
      await file.appendFile(bytes);
      const { size: found } = await file.stat();
      if (found !== size + bytes.length) throw new Error(`only ${found - size} of ${bytes.length} bytes were written`);
    } catch (error) {
      // best effort: the write error is the one that helps, and a reader passes over a torn end
      await file.truncate(size).catch(() => undefined);
      throw error;
    }
  });
}

/** Makes everything in the file outlive a power cut. @throws StudioError where the disk refuses */
export async function syncFile(path: string): Promise<void> {
  await withFile(path, (file) => file.sync());
}

async function withFile(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    const file = await open(path, 'a');
    try {
      await work(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw writeFailure(error, path);
  }
}
