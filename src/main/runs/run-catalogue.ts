import { existsSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { failure, telling, tellingOf } from '../../shared/result';
import {
  runIdSchema,
  type RunId,
  type RunListChange,
  type RunsFolderState,
  type RunSummary,
  type UnreadableRun,
} from '../../shared/run';
import { worded } from '../../shared/wording/worded';
import { systemErrorCode } from '../formats/write-failure';
import { readFailure } from './read-failure';
import { runLayout } from './run-layout';
import { summariseRunAtOnce } from './summarise-run';

type Row = RunSummary | UnreadableRun;

interface Entry {
  /** Changes whenever run.json or notes.json does. */
  readonly stamp: string;
  readonly row: Row;
}

/** Few enough that whoever waits for the first rows has them soon. */
const firstRows = 500;
/** Enough that whoever draws them need not draw often. */
const laterRows = 2_500;

/**
 * All runs of a folder, kept in memory: of a run that is over only two times of change are looked at again. It reads
 * without giving way, so it belongs into a process that has nothing else to do.
 */
export class RunCatalogue {
  readonly #entries = new Map<string, Entry>();

  private readonly runsFolder: string;

  constructor(runsFolder: string) {
    this.runsFolder = resolve(runsFolder);
  }

  /**
   * Looks at every folder and tells what differs from the look before, the newest names first, a few hundred rows at a
   * time; the last part is `complete`, whether or not anything differs.
   *
   * @throws StudioError `run-unreadable` where the runs folder itself cannot be read
   */
  async *look(): AsyncGenerator<RunListChange> {
    const names = listFolders(this.runsFolder);
    const folder: RunsFolderState = { kind: names === null ? 'missing' : 'there' };
    const gone = this.#forgetOthers(new Set(names));
    let rows: Row[] = [];
    let rowsAtOnce = firstRows;
    for (const name of (names ?? []).reverse()) {
      const row = await this.#lookAt(name);
      if (row) rows.push(row);
      if (rows.length < rowsAtOnce) continue;
      yield { folder, ...parted(rows), gone: [], complete: false };
      rows = [];
      rowsAtOnce = laterRows;
    }
    yield { folder, ...parted(rows), gone, complete: true };
  }

  /** Looks again at the runs that train, and at what could not be read. */
  async lookAtUnsettled(): Promise<RunListChange> {
    const rows: Row[] = [];
    for (const [name, { row }] of this.#entries) {
      if (isSettled(row)) continue;
      const changed = await this.#lookAt(name);
      if (changed) rows.push(changed);
    }
    return { folder: { kind: 'there' }, ...parted(rows), gone: [], complete: true };
  }

  /** Forgets every run, because the folder cannot be read any more. */
  forget(): RunListChange {
    const gone = this.#forgetOthers(new Set());
    return { folder: { kind: 'missing' }, runs: [], unreadable: [], gone, complete: true };
  }

  /** The row of a folder where it is another one than before. */
  async #lookAt(name: string): Promise<Row | null> {
    const known = this.#entries.get(name);
    const folder = `${this.runsFolder}${sep}${name}`;
    const stamp = stampOf(folder);
    if (known?.stamp === stamp && isSettled(known.row)) return null;
    const row = await readRow(folder, name, !stamp.endsWith(noNotesStamp));
    this.#entries.set(name, { stamp, row });
    return known && JSON.stringify(known.row) === JSON.stringify(row) ? null : row;
  }

  #forgetOthers(names: ReadonlySet<string>): readonly RunId[] {
    const gone = [...this.#entries.keys()].filter((name) => !names.has(name));
    for (const name of gone) this.#entries.delete(name);
    return gone;
  }
}

/** A run that trains changes by itself, and what cannot be read may be mended in any of its files. */
function isSettled(row: Row): boolean {
  return 'state' in row && row.state !== 'running';
}

function parted(rows: readonly Row[]): Pick<RunListChange, 'runs' | 'unreadable'> {
  return {
    runs: rows.filter((row): row is RunSummary => 'state' in row),
    unreadable: rows.filter((row): row is UnreadableRun => 'message' in row),
  };
}

/** Both files are replaced as a whole by the studio; a hand may write into them. */
function stampOf(folder: string): string {
  const notes = `${folder}${sep}${runLayout.notes}`;
  // most runs have none, and asking for the times of a file that is not there is slow
  return stampOfFile(`${folder}${sep}${runLayout.record}`) + (existsSync(notes) ? stampOfFile(notes) : noNotesStamp);
}

const noNotesStamp = ' -';

function stampOfFile(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return ` ${mtimeMs}:${size}:${ino}`;
  } catch (error) {
    // gone in between, or not to be looked at: reading it says why, in words
    return ` ${systemErrorCode(error) ?? String(error)}`;
  }
}

/** Names in order, or null where there is no such folder; hidden ones are left out, among them runs in the making. */
function listFolders(runsFolder: string): string[] | null {
  try {
    const entries = readdirSync(runsFolder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.name.startsWith('.') && isFolder(runsFolder, entry))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw readFailure(runsFolder, error, worded('run.cureFolder'));
  }
}

function isFolder(runsFolder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(runsFolder, entry.name)).isDirectory();
  } catch (error) {
    // a link that leads nowhere is no run
    if (['ENOENT', 'ELOOP'].includes(systemErrorCode(error) ?? '')) return false;
    throw error;
  }
}

async function readRow(folder: string, name: string, hasNotes: boolean): Promise<Row> {
  if (!runIdSchema.safeParse(name).success) {
    return { id: name, folder, ...telling(worded('run.name', { name })) };
  }
  try {
    return await summariseRunAtOnce(folder, hasNotes);
  } catch (error) {
    return { id: name, folder, ...tellingOf(failure(error)) };
  }
}
