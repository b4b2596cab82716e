import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './atomic-write';
import { writeFailure } from './write-failure';

/** A file that grows out of sight and appears whole or not at all. */
export interface AtomicFile {
  /** @throws StudioError `disk-full`, `folder-not-writable` or `write-failed` */
  append(bytes: Uint8Array): Promise<void>;
  /** Writes over bytes that were appended. */
  overwrite(bytes: Uint8Array, position: number): Promise<void>;
  /** Puts the file in its place, safe from a power cut. */
  commit(): Promise<void>;
  /** Removes what was written. Harmless after `commit`. */
  discard(): Promise<void>;
}

const temporaryEnding = '.part';
const abandonedMilliseconds = 24 * 60 * 60 * 1000;

/** @throws StudioError `disk-full`, `folder-not-writable` or `write-failed` */
export async function createAtomicFile(path: string): Promise<AtomicFile> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}${temporaryEnding}`);
  let handle: FileHandle | null = await guard(path, () => open(temporary, 'wx'));
  let size = 0;

  async function write(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      if (!handle) throw new Error('it is closed already');
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  }
  async function close(): Promise<void> {
    const open = handle;
    handle = null;
    await open?.close();
  }
  return {
    append: (bytes) =>
      guard(path, async () => {
        await write(bytes, size);
        size += bytes.length;
      }),
    overwrite: (bytes, position) => guard(path, () => write(bytes, position)),
    commit: () =>
      guard(path, async () => {
        await handle?.sync();
        await close();
        await rename(temporary, path);
        await syncFolder(dirname(path));
      }),
    discard: async () => {
      // the error that led here is the one that helps
      await close().catch(() => undefined);
      await rm(temporary, { force: true }).catch(() => undefined);
    },
  };
}

async function guard<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeFailure(error, path);
  }
}

export interface Abandoned {
  /** How the names of the unfinished files begin; all by default. */
  readonly prefix?: string;
  /** Since the last time that anything was written to them; a day by default. */
  readonly afterMilliseconds?: number;
}

/** Removes what killed processes left in a folder. */
export async function removeAbandonedParts(
  folder: string,
  { prefix = '.', afterMilliseconds = abandonedMilliseconds }: Abandoned = {},
): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith(temporaryEnding)) continue;
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    // another process may remove it first
    if (age > afterMilliseconds) await rm(path, { force: true }).catch(() => undefined);
  }
}
