import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { createAtomicFile } from '../formats/atomic-file';
import { createStoredZip } from '../formats/stored-zip';
import { checkRunFolder, readFailure } from '../runs/read-failure';
import { runLayout } from '../runs/run-layout';
import { readRunRecord } from '../runs/run-record';
import { readWriterState } from '../runs/writer-lock';

const leftOut: readonly string[] = [runLayout.lock, runLayout.claim, runLayout.cache];

interface RunFile {
  readonly path: string;
  /** Within the run folder, with `/`. */
  readonly name: string;
  readonly size: number;
  readonly modified: Date;
}

export interface RunArchived {
  readonly files: number;
  /** Links and the like, which are no files of a run. */
  readonly passedOver: readonly string[];
}

/**
 * Writes a run folder as a ZIP archive with one folder in it, named as the run. What can be made again (cache), what says
 * who writes, and what is unfinished (hidden names) stay out.
 *
 * @throws StudioError `run-in-use` where the run is being written, before or meanwhile; `no-such-run`, `run-unreadable`,
 * `invalid-request` where the archive would lie in the run, or what writing throws
 */
export async function archiveRun(runFolder: string, path: string): Promise<RunArchived> {
  await checkRunFolder(runFolder);
  // any other folder is none of the studio's business
  await readRunRecord(runFolder);
  const inside = relative(runFolder, path);
  if (!inside.startsWith('..') && inside !== path) {
    throw new StudioError('invalid-request', worded('export.insideRun', { path, folder: runFolder }));
  }
  await checkIdle(runFolder);
  const { files, passedOver } = await listFiles(runFolder);
  const archive = await createAtomicFile(path);
  try {
    const zip = createStoredZip(archive);
    const top = basename(runFolder);
    for (const { path: file, name, size, modified } of files) {
      await zip.add({ name: `${top}/${name}`, size, modified, chunks: readWhole(file, size) });
    }
    await zip.finish();
    await checkIdle(runFolder);
    await archive.commit();
  } catch (error) {
    await archive.discard();
    throw error;
  }
  return { files: files.length, passedOver };
}

/** An archive of a run that changes would be of no moment at all. */
async function checkIdle(runFolder: string): Promise<void> {
  const { alive, lock } = await readWriterState(runFolder);
  if (!alive) return;
  const told = lock
    ? worded('run.beingWrittenBy', { folder: runFolder, pid: lock.pid, host: lock.host })
    : worded('run.beingWritten', { folder: runFolder });
  throw new StudioError('run-in-use', told);
}

async function listFiles(runFolder: string): Promise<{ files: readonly RunFile[]; passedOver: readonly string[] }> {
  const files: RunFile[] = [];
  const passedOver: string[] = [];
  const visit = async (folder: string, prefix: string): Promise<void> => {
    for (const entry of (await entriesOf(folder)).toSorted()) {
      const path = join(folder, entry);
      const name = prefix + entry;
      if (entry.startsWith('.') || leftOut.includes(name)) continue;
      const found = await lstat(path);
      if (found.isDirectory()) await visit(path, `${name}/`);
      else if (found.isFile()) files.push({ path, name, size: found.size, modified: found.mtime });
      else passedOver.push(name.replaceAll('/', sep));
    }
  };
  await visit(runFolder, '');
  return { files, passedOver };
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw readFailure(folder, error, worded('run.cureAllow'));
  }
}

/** A file of a run that nobody writes keeps its size. */
async function* readWhole(file: string, size: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
      read += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw readFailure(file, error, worded('run.cureAllow'));
  }
  if (read === size) return;
  throw new StudioError('run-in-use', worded('run.fileChanged', { file }));
}
