import { readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { worded } from '../../shared/wording/worded';
import { systemErrorCode } from '../formats/write-failure';
import { processStart } from './process-start';
import { readFailure } from './read-failure';
import { runLayout } from './run-layout';
import { writeJson } from './write-json';

/**
 * writer.lock says who writes into a run folder. It is written once; its heartbeat is the file's modification time,
 * because that can be renewed on a full disk too.
 */
const lockSchema = z.object({
  host: z.string(),
  pid: z.int().min(1),
  /** Tells the writer from a later process with the same number; null where the system does not tell. */
  processStart: z.string().nullable(),
  startedAt: z.iso.datetime(),
});
export type WriterLock = Readonly<z.infer<typeof lockSchema>>;

export interface WriterState {
  readonly alive: boolean;
  /** Null where there is no lock, or none that can be read. */
  readonly lock: WriterLock | null;
}

const heartbeatInterval = 5_000;
/** Milliseconds; a dozen missed beats. */
const heartbeatLimit = 60_000;

/** @throws StudioError where the folder cannot be written */
export async function writeWriterLock(runFolder: string): Promise<void> {
  const start = await processStart(process.pid);
  const lock: WriterLock = {
    host: hostname(),
    pid: process.pid,
    processStart: start.kind === 'known' ? start.word : null,
    startedAt: new Date().toISOString(),
  };
  await writeJson(join(runFolder, runLayout.lock), lock);
}

/** Renews the heartbeat without keeping the process alive. @returns a function that stops it */
export function startHeartbeat(runFolder: string): () => void {
  const path = join(runFolder, runLayout.lock);
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {
      // a folder that went away shows at the next real write; a missed beat alone must not end a training
    });
  }, heartbeatInterval);
  timer.unref();
  return () => clearInterval(timer);
}

export async function removeWriterLock(runFolder: string): Promise<void> {
  await rm(join(runFolder, runLayout.lock), { force: true });
}

/** Whether the process that wrote this run folder still lives. */
export async function readWriterState(runFolder: string, now: number = Date.now()): Promise<WriterState> {
  const path = join(runFolder, runLayout.lock);
  const found = await readLock(path);
  if (!found) return { alive: false, lock: null };
  const { lock, heartbeat } = found;
  const beats = Math.abs(now - heartbeat) < heartbeatLimit;
  // the processes of another machine cannot be seen from here
  if (lock.host !== hostname()) return { alive: beats, lock };
  const start = await processStart(lock.pid);
  switch (start.kind) {
    case 'known':
      return { alive: start.word === lock.processStart, lock };
    case 'unknown':
      return { alive: beats, lock };
    case 'no-process':
      return { alive: false, lock };
  }
}

async function readLock(path: string): Promise<{ lock: WriterLock; heartbeat: number } | null> {
  try {
    const { mtimeMs } = await stat(path);
    const checked = lockSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return checked.success ? { lock: checked.data, heartbeat: mtimeMs } : null;
  } catch (error) {
    // no lock, or one that our own atomic write did not make: nobody holds it
    if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw readFailure(path, error, worded('run.cureAllow'));
  }
}
