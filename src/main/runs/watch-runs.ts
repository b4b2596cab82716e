import { statSync, watch, type FSWatcher } from 'node:fs';
import { failure, tellingOf } from '../../shared/result';
import type { RunListChange, RunsFolderState } from '../../shared/run';
import { RunCatalogue } from './run-catalogue';

/** Milliseconds. */
export interface WatchPace {
  /** Between two looks at the runs that train. */
  readonly training: number;
  /** Between two looks at the whole folder, at least. */
  readonly whole: number;
  /** Between two looks of any kind while nobody sees the list. */
  readonly hidden: number;
  /** After the system told of a change, so that several become one look. */
  readonly settling: number;
}

const defaultPace: WatchPace = { training: 1_000, whole: 2_000, hidden: 30_000, settling: 150 };

/** A look at the whole folder may take at most this share of the time. */
const busyShare = 1 / 40;

/**
 * Watches a runs folder and tells what changes in it, whoever changes it.
 *
 * The system tells of run folders that come and go, where it can. Everything else is found by looking: one watch for
 * each of ten thousand run folders is more than systems give, network folders tell nothing at all, and a heartbeat that
 * stops is no change of any file. The more runs, the less often the whole folder is looked at.
 */
export class RunsWatch {
  readonly #catalogue: RunCatalogue;
  #watcher: FSWatcher | null = null;
  #watched = '';
  #folder: RunsFolderState | null = null;
  #wholeDue = 0;
  /** Whether the system told of a change since the look at the whole folder began. */
  #asked = false;
  #visible = true;
  #closed = false;
  #wake: () => void = () => undefined;

  /**
   * @param runsFolder absolute; it may not exist
   * @param onChange told parts of the first look, then only what differs
   */
  constructor(
    private readonly runsFolder: string,
    private readonly onChange: (change: RunListChange) => void,
    private readonly pace: WatchPace = defaultPace,
  ) {
    this.#catalogue = new RunCatalogue(runsFolder);
    void this.#run();
  }

  /** Whether anyone sees the list. */
  setVisible(visible: boolean): void {
    if (visible && !this.#visible) this.#lookSoon();
    this.#visible = visible;
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      if (performance.now() >= this.#wholeDue) await this.#lookAtAll();
      else await this.#lookAtUnsettled();
      await this.#pause(this.#visible ? this.pace.training : this.pace.hidden);
    }
  }

  async #lookAtAll(): Promise<void> {
    const start = performance.now();
    this.#asked = false;
    this.#watchFolder();
    try {
      for await (const change of this.#catalogue.look()) {
        this.#tell(change);
        // lets what was told leave the process
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      const folder = { kind: 'unreadable', ...tellingOf(failure(error)) } as const;
      this.#tell({ ...this.#catalogue.forget(), folder });
    }
    const took = performance.now() - start;
    this.#wholeDue = this.#asked ? 0 : performance.now() + Math.max(this.pace.whole, took / busyShare);
  }

  async #lookAtUnsettled(): Promise<void> {
    if (this.#folder?.kind === 'there') this.#tell(await this.#catalogue.lookAtUnsettled());
  }

  #tell(change: RunListChange): void {
    if (this.#closed) return;
    const isSameFolder = JSON.stringify(change.folder) === JSON.stringify(this.#folder);
    const rows = change.runs.length + change.unreadable.length + change.gone.length;
    if (isSameFolder && rows === 0) return;
    if (change.complete) this.#folder = change.folder;
    this.onChange(change);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #lookSoon(): void {
    this.#asked = true;
    this.#wholeDue = 0;
    setTimeout(() => this.#wake(), this.pace.settling).unref();
  }

  /** A folder that was moved away and another one in its place are two folders to the system. */
  #watchFolder(): void {
    const found = identityOf(this.runsFolder);
    if (found === this.#watched) return;
    this.#stopWatching();
    if (found === '') return;
    try {
      this.#watcher = watch(this.runsFolder, () => this.#lookSoon());
      this.#watcher.on('error', () => this.#stopWatching());
      this.#watched = found;
    } catch {
      // no watch left, or a file system without any: looking finds the same, only later
      this.#watched = found;
    }
  }

  #stopWatching(): void {
    this.#watcher?.close();
    this.#watcher = null;
    this.#watched = '';
  }
}

/** Empty where there is no such folder. */
function identityOf(folder: string): string {
  try {
    const { dev, ino } = statSync(folder);
    return `${dev}:${ino}`;
  } catch {
    // the look that follows says what is wrong
    return '';
  }
}
