import { constants, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, toldOf } from '../../shared/result';
import {
  noNotes,
  runNotesChangeSchema,
  runNotesSchema,
  type RunNotes,
  type RunNotesChange,
} from '../../shared/run-notes';
import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { checkRunFolder } from './read-failure';
import { readJson, readJsonAtOnce } from './read-json';
import { runLayout } from './run-layout';
import { createSerialQueue } from './serial-queue';
import { writeJson } from './write-json';
import { firstProblem } from '../../shared/wording/value-words';

export interface NotesOnDisk {
  /** Empty ones where there are none or where they cannot be read. */
  readonly notes: RunNotes;
  /** Why they cannot be read, one sentence; null otherwise. */
  readonly problem: Told | null;
}

export const nothingWritten: NotesOnDisk = { notes: noNotes, problem: null };

const cure = worded('run.cureNotes');

/** Never fails: a run is shown and trained whatever its notes look like. */
export async function readNotes(runFolder: string): Promise<NotesOnDisk> {
  try {
    return { notes: await readJson(join(runFolder, runLayout.notes), runNotesSchema, cure), problem: null };
  } catch (error) {
    return unreadNotes(error);
  }
}

/** As `readNotes`, without giving way. */
export function readNotesAtOnce(runFolder: string): NotesOnDisk {
  try {
    return { notes: readJsonAtOnce(join(runFolder, runLayout.notes), runNotesSchema, cure), problem: null };
  } catch (error) {
    return unreadNotes(error);
  }
}

/** A missing file is no problem. */
function unreadNotes(error: unknown): NotesOnDisk {
  const isMissing = error instanceof Error && systemErrorCode(error.cause) === 'ENOENT';
  return { notes: noNotes, problem: isMissing ? null : toldOf(failure(error)) };
}

const oneAfterTheOther = createSerialQueue();

/**
 * Changes some of a run's notes and keeps the rest as it is on the disk. A file that cannot be read is kept beside as
 * `notes.json.damaged`. Two programs that change the same run in the same instant may undo each other's change, never
 * damage the file.
 *
 * @throws StudioError `invalid-request`, `no-such-run`, `run-unreadable`, `disk-full`, `folder-not-writable` or `write-failed`
 */
export function changeNotes(runFolder: string, change: RunNotesChange): Promise<RunNotes> {
  return oneAfterTheOther(async () => {
    checkChange(change);
    await checkRunFolder(runFolder);
    const { notes: earlier, problem } = await readNotes(runFolder);
    const path = join(runFolder, runLayout.notes);
    if (problem !== null) await keepBeside(path);
    const notes = { ...earlier, ...change };
    await writeJson(path, notes);
    return notes;
  });
}

function checkChange(change: RunNotesChange): void {
  const checked = runNotesChangeSchema.safeParse(change);
  if (checked.success) return;
  throw new StudioError('invalid-request', worded('run.notes', { problem: firstProblem(checked.error, change) }));
}

/** Copies a damaged file to the first free name: `notes.json.damaged`, `notes.json.damaged-2`, … */
async function keepBeside(path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const beside = `${path}.damaged${attempt === 1 ? '' : `-${attempt}`}`;
    try {
      await copyFile(path, beside, constants.COPYFILE_EXCL);
      return;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw writeFailure(error, beside);
    }
  }
}
