import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { syncFolder, writeFileAtomically } from './atomic-write';
import { systemErrorCode, writeFailure } from './write-failure';

/**
 * Makes a folder of a few files that appears whole or not at all.
 *
 * @param files bytes by name
 * @throws StudioError `invalid-request` where there is something of that name; `disk-full`, `folder-not-writable` or
 * `write-failed`
 */
export async function writeFolderAtomically(path: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  if (await exists(path)) throw taken(path);
  const hidden = join(dirname(path), `.${randomBytes(12).toString('hex')}.tmp`);
  try {
    await mkdir(hidden);
    for (const [name, bytes] of Object.entries(files)) await writeFileAtomically(join(hidden, name), bytes);
    await rename(hidden, path);
    await syncFolder(dirname(path));
  } catch (error) {
    // the error that led here is the one that helps
    await rm(hidden, { recursive: true, force: true }).catch(() => undefined);
    if (['ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? '')) throw taken(path);
    // names the folder that the person chose, not a hidden one beside it
    throw writeFailure(error instanceof StudioError ? (error.cause ?? error) : error, path);
  }
}

function taken(path: string): StudioError {
  return new StudioError('invalid-request', `There is already something at ${path}; choose a name that is free.`);
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
