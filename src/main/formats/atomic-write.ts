import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFailure } from './write-failure';

/**
 * Writes a file so that a reader sees the old bytes or the new ones, never a part, even after a power cut.
 *
 * @throws StudioError `disk-full`, `folder-not-writable` or `write-failed`; the old file is then untouched.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${randomBytes(12).toString('hex')}.tmp`);
  try {
    await writeAndSync(temporary, typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes);
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (error) {
    // a failure to remove it is ignored: the write error is the one that helps, and the folder may be gone altogether
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(error, path);
  }
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    const { size } = await file.stat();
    if (size !== bytes.byteLength) throw new Error(`only ${size} of ${bytes.byteLength} bytes were written`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes names in a folder outlive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its file systems keep renames in a journal of their own
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
