import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { syncFolder, writeFileAtomically } from './atomic-write';
import { systemErrorCode, writeFailure } from './write-failure';

/** A folder that fills out of sight and appears whole or not at all. */
export interface AtomicFolder {
  /** @throws StudioError `disk-full`, `folder-not-writable` or `write-failed` */
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** Puts the folder in its place. @throws StudioError `invalid-request` where there is something of that name by now */
  commit(): Promise<void>;
  /** Removes what was written. Harmless after `commit`. */
  discard(): Promise<void>;
}

/**
 * @throws StudioError `invalid-request` where there is something of that name; `disk-full`, `folder-not-writable` or
 * `write-failed`
 */
export async function createAtomicFolder(path: string): Promise<AtomicFolder> {
  if (await exists(path)) throw taken(path);
  const hidden = join(dirname(path), `.${randomBytes(12).toString('hex')}.tmp`);
  const guard = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? '')) throw taken(path);
      // names the folder that the person chose, not a hidden one beside it
      throw writeFailure(error instanceof StudioError ? (error.cause ?? error) : error, path);
    }
  };
  await guard(() => mkdir(hidden));
  return {
    add: (name, bytes) => guard(() => writeFileAtomically(join(hidden, name), bytes)),
    commit: () =>
      guard(async () => {
        await rename(hidden, path);
        await syncFolder(dirname(path));
      }),
    // the error that led here is the one that helps
    discard: () => rm(hidden, { recursive: true, force: true }).catch(() => undefined),
  };
}

/**
 * Makes a folder of a few files that appears whole or not at all.
 *
 * @param files bytes by name
 * @throws StudioError as `createAtomicFolder`
 */
export async function writeFolderAtomically(path: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const folder = await createAtomicFolder(path);
  try {
    for (const [name, bytes] of Object.entries(files)) await folder.add(name, bytes);
    await folder.commit();
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

function taken(path: string): StudioError {
  return new StudioError('invalid-request', worded('disk.taken', { path }));
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw writeFailure(error, path);
  }
}
