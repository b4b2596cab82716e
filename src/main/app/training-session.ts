import { assertNever } from '../../shared/assert-never';
import type { RunStage, TrainerCommand, TrainerMessage } from '../../shared/ipc';
import type { Recipe } from '../../shared/recipe';
import { leaveOut } from '../../shared/leave-out';
import { failure, problemOf, success, type Failure, type Result, refusal } from '../../shared/result';
import type { RunId, RunSummary, Samples } from '../../shared/run';
import { runProgress } from '../../shared/run-progress';
import { worded } from '../../shared/wording/worded';
import type { Emit } from './emit';
import { describeExit } from './worker-exit';
import type { WorkerProcess } from './worker-process';

/** What a trainer process may still take to end by itself after its work is done. Milliseconds. */
const farewell = 5_000;

export interface SessionSurroundings {
  readonly emit: Emit;
  /** Reads a run's folder again: the truth about a trainer that is gone. */
  readonly summarise: (folder: string) => Promise<RunSummary>;
  /** 0 to 1, as often as metrics arrive. */
  readonly onProgress: (runId: RunId, progress: number) => void;
}

/** Time between two looks at the run's folder while it trains: what is kept by now. Milliseconds. */
const summaryInterval = 5_000;

/** One trainer process and the run that it trains: relays what it says, and says what became of it. */
export class TrainingSession {
  /** The run's id once its folder exists, or why it could not start. */
  readonly created: Promise<Result<RunId>>;
  /** Fulfilled once the run's last state was told. */
  readonly over: Promise<void>;

  #run: { readonly id: RunId; readonly folder: string } | null = null;
  #stage: RunStage = 'starting';
  #samples: Samples | null = null;
  #explained = false;
  #packs = false;
  #summarisedAt = 0;
  #finished = false;
  #gone = false;
  #settleCreated: (result: Result<RunId>) => void = () => undefined;
  #settleOver: () => void = () => undefined;

  constructor(
    private readonly worker: WorkerProcess,
    private readonly recipe: Recipe,
    private readonly surroundings: SessionSurroundings,
  ) {
    this.created = new Promise((resolve) => {
      this.#settleCreated = resolve;
    });
    this.over = new Promise((resolve) => {
      this.#settleOver = resolve;
    });
    worker.onMessage((message) => this.#hear(message as TrainerMessage));
    worker.onExit((code) => void this.#exited(code));
  }

  get runId(): RunId | null {
    return this.#run?.id ?? null;
  }

  /** The newest samples that the trainer showed; null before the first. */
  get samples(): Samples | null {
    return this.#samples;
  }

  send(command: TrainerCommand): void {
    if (!this.#gone) this.worker.post(command);
  }

  /** Ends the process at once; `reason` is told in place of the bare exit code. */
  kill(reason: Failure): void {
    this.#tell(reason);
    this.worker.kill();
  }

  #hear(message: TrainerMessage): void {
    const { emit } = this.surroundings;
    switch (message.type) {
      case 'packing':
        this.#packs = true;
        emit('run:packing', { source: this.recipe.data.source, done: message.done, total: message.total });
        return;
      case 'created':
        this.#endPacking();
        this.#run = { id: message.runId, folder: message.folder };
        void this.#announce(message.runId);
        return;
      case 'device':
        emit('studio:device', message.device);
        return;
      case 'stage':
        this.#enter(message.stage);
        return;
      case 'metrics':
        this.#relayMetrics(message.lines);
        return;
      case 'epoch':
        if (this.#run) emit('run:epoch', { runId: this.#run.id, means: message.means });
        return;
      case 'samples':
        this.#samples = message.samples;
        if (this.#run) emit('run:samples', { runId: this.#run.id, samples: message.samples });
        return;
      case 'paused':
        if (this.#run) emit('run:paused', { runId: this.#run.id, problem: message.problem });
        return;
      case 'problem':
        this.#tell({ ok: false, ...leaveOut(message, 'type') });
        return;
      case 'ended':
        this.#finish(message.summary);
        return;
      default:
        assertNever(message);
    }
  }

  #endPacking(): void {
    if (!this.#packs) return;
    this.#packs = false;
    this.surroundings.emit('run:packing', null);
  }

  async #announce(runId: RunId): Promise<void> {
    await this.#summarise();
    if (!this.#finished) this.surroundings.emit('run:stage', { runId, stage: this.#stage });
    this.#settleCreated(success(runId));
  }

  /** Tells the run's state as its folder says it. */
  async #summarise(): Promise<void> {
    if (!this.#run) return;
    this.#summarisedAt = Date.now();
    try {
      const summary = await this.surroundings.summarise(this.#run.folder);
      if (!this.#finished) this.surroundings.emit('run:changed', summary);
    } catch (error) {
      this.surroundings.emit('run:problem', { runId: this.#run.id, ...problemOf(failure(error)) });
    }
  }

  #enter(stage: RunStage): void {
    if (stage === 'ended') {
      // told together with the run's last state; the process may take a moment to leave
      this.#expectExit();
      return;
    }
    this.#stage = stage;
    if (this.#run) this.surroundings.emit('run:stage', { runId: this.#run.id, stage });
  }

  #relayMetrics(lines: Extract<TrainerMessage, { type: 'metrics' }>['lines']): void {
    const latest = lines.at(-1);
    if (!this.#run || !latest) return;
    this.surroundings.emit('run:metrics', { runId: this.#run.id, lines });
    this.surroundings.onProgress(this.#run.id, runProgress(this.recipe.schedule.length, latest));
    if (Date.now() - this.#summarisedAt >= summaryInterval) void this.#summarise();
  }

  /** Tells the person once why a run ended badly: as the answer to the start, or as an event of its own. */
  #tell(problem: Failure): void {
    if (this.#explained) return;
    this.#explained = true;
    this.#endPacking();
    if (this.#run) this.surroundings.emit('run:problem', { runId: this.#run.id, ...problemOf(problem) });
    else this.#settleCreated(problem);
  }

  #finish(summary: RunSummary): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#stage = 'ended';
    this.surroundings.emit('run:changed', summary);
    this.surroundings.emit('run:stage', { runId: summary.id, stage: 'ended' });
    this.#settleOver();
    this.#expectExit();
  }

  #expectExit(): void {
    setTimeout(() => {
      if (!this.#gone) this.worker.kill();
    }, farewell).unref();
  }

  async #exited(code: number): Promise<void> {
    this.#gone = true;
    if (this.#finished) return;
    const how = describeExit(code);
    if (!this.#run) {
      this.#tell(refusal('trainer-lost', worded('process.trainerEarly', { how })));
      this.#settleOver();
      return;
    }
    this.#tell(refusal('trainer-lost', worded('process.trainerLost', { how })));
    try {
      this.#finish(await this.surroundings.summarise(this.#run.folder));
    } catch (error) {
      this.surroundings.emit('run:problem', { runId: this.#run.id, ...problemOf(failure(error)) });
      this.surroundings.emit('run:stage', { runId: this.#run.id, stage: 'ended' });
      this.#settleOver();
    }
  }
}
