import { applyChange, noKnownRuns } from '../../shared/known-runs';
import type { Events, WatcherCommand } from '../../shared/ipc';
import type { KnownRuns, RunId, RunListChange, RunSummary } from '../../shared/run';
import { inWords } from '../../shared/wording/worded';
import type { Emit } from './emit';
import { describeExit } from './worker-exit';
import type { WorkerProcess } from './worker-process';

export interface RunShelfOptions {
  /** Starts a fresh process that watches the runs folder. */
  readonly fork: () => WorkerProcess;
  /** Absolute path. */
  readonly runsFolder: string;
  readonly emit: Emit;
  /** How long a question waits for the first look at the folder. Milliseconds. */
  readonly patience: number;
  /** Until a watching process that ended is started again. Milliseconds. */
  readonly restartAfter: number;
}

/** What the watching process saw just before a run ended may arrive just after. Milliseconds. */
const overtaking = 500;

/** All runs as the watching process sees them, and news of them for the window. */
export class RunShelf {
  #worker: WorkerProcess | null = null;
  #known: KnownRuns = noKnownRuns;
  #visible = true;
  /** What a process has told of its first look; null once that is done. */
  #seen: Set<RunId> | null = null;
  #closed = false;
  /** When our own trainer said that a run is over. */
  readonly #overAt = new Map<RunId, number>();
  #firstSeen: () => void = () => undefined;
  readonly #first: Promise<void>;

  constructor(private readonly options: RunShelfOptions) {
    this.#first = new Promise((resolve) => {
      this.#firstSeen = resolve;
    });
  }

  /** Starts to watch; what is asked before waits for it. */
  begin(): void {
    if (!this.#closed) this.#start();
  }

  /** What is known by now; waits for the first rows, but not for ever. */
  async list(): Promise<KnownRuns> {
    const late = new Promise((resolve) => setTimeout(resolve, this.options.patience).unref());
    await Promise.race([this.#first, late]);
    return this.#known;
  }

  /** News that did not come from the folder: the window is told by whoever brings it. */
  accept(summary: RunSummary): void {
    if (summary.state !== 'running') this.#overAt.set(summary.id, Date.now());
    this.#apply({ ...this.#nothing(), runs: [summary] });
  }

  /** As `accept`, of what the window is told. */
  hear<C extends keyof Events>(channel: C, payload: Events[C]): void {
    if (channel === 'run:changed') this.accept(payload as RunSummary);
  }

  /** Runs whose folders are gone. */
  remove(gone: readonly RunId[]): void {
    const change = { ...this.#nothing(), gone };
    this.#apply(change);
    this.options.emit('runs:changed', change);
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#post({ type: 'visible', visible });
  }

  close(): void {
    this.#closed = true;
    this.#worker?.kill();
  }

  #start(): void {
    const worker = this.options.fork();
    this.#worker = worker;
    this.#seen = new Set();
    worker.onMessage((message) => this.#hear(message as RunListChange));
    worker.onExit((code) => this.#exited(code));
    this.#post({ type: 'watch', runsFolder: this.options.runsFolder });
    if (!this.#visible) this.#post({ type: 'visible', visible: false });
  }

  #post(command: WatcherCommand): void {
    this.#worker?.post(command);
  }

  #hear(told: RunListChange): void {
    const change = this.#withoutUnseen({ ...told, runs: told.runs.filter((run) => !this.#isOvertaken(run)) });
    this.#apply(change);
    this.#firstSeen();
    this.options.emit('runs:changed', change);
  }

  /** The process tells the end as well, with its next look. */
  #isOvertaken({ id, state }: RunSummary): boolean {
    return state === 'running' && Date.now() - (this.#overAt.get(id) ?? 0) < overtaking;
  }

  /** A process that was started again does not know what went while nobody looked. */
  #withoutUnseen(change: RunListChange): RunListChange {
    if (!this.#seen) return change;
    for (const { id } of [...change.runs, ...change.unreadable]) this.#seen.add(id);
    if (!change.complete) return change;
    const seen = this.#seen;
    this.#seen = null;
    const known = [...this.#known.runs, ...this.#known.unreadable];
    const unseen = known.map(({ id }) => id).filter((id) => !seen.has(id));
    return { ...change, gone: [...change.gone, ...unseen] };
  }

  #apply(change: RunListChange): void {
    this.#known = applyChange(this.#known, change);
  }

  #nothing(): RunListChange {
    return { folder: this.#known.folder, runs: [], unreadable: [], gone: [], complete: false };
  }

  /** What it had seen stays; it looks at everything anew once it runs again. */
  #exited(code: number): void {
    this.#worker = null;
    if (this.#closed) return;
    console.error(
      `The process that watches the runs folder ${inWords(describeExit(code), 'en')}; it is started again.`,
    );
    setTimeout(() => {
      if (!this.#closed) this.#start();
    }, this.options.restartAfter).unref();
  }
}
