import { join } from 'node:path';
import type { TrainerCommand } from '../../shared/ipc';
import type { Recipe } from '../../shared/recipe';
import { success, type Failure, type Result, refusal } from '../../shared/result';
import type { RunId, Samples } from '../../shared/run';
import { worded } from '../../shared/wording/worded';
import { TrainingSession, type SessionSurroundings } from './training-session';
import type { WorkerProcess } from './worker-process';

export interface TrainerHostOptions extends SessionSurroundings {
  /** Starts a fresh trainer process. */
  readonly fork: () => WorkerProcess;
  /** Absolute path of the folder that gets the runs. */
  readonly runsFolder: string;
  /** What a trainer may take to save everything after it was asked to stop. Milliseconds. */
  readonly grace: number;
  /** Called once a run's folder exists, or is taken up again. */
  readonly onCreated: (runId: RunId) => void;
  /** Called when a training begins and when it is over. */
  readonly onTraining: (training: boolean) => void;
}

/** Starts trainings in processes of their own, as many at a time as are asked for, and ends them. */
export class TrainerHost {
  readonly #sessions = new Set<TrainingSession>();
  /** Runs that are about to be gone on with: their sessions have no id yet. */
  readonly #resuming = new Set<RunId>();
  #visible = true;

  constructor(private readonly options: TrainerHostOptions) {}

  get isTraining(): boolean {
    return this.#sessions.size > 0;
  }

  /** @param tensorboard whether the run writes TensorBoard event files as well */
  start(recipe: Recipe, tensorboard: boolean): Promise<Result<RunId>> {
    return this.#train(recipe, { type: 'start', recipe, runsFolder: this.options.runsFolder, tensorboard });
  }

  /**
   * Goes on with an earlier run.
   *
   * @param recipe of that run
   * @param steps where it ends, from its first step; null = where its recipe says
   */
  async resume(runId: RunId, recipe: Recipe, steps: number | null): Promise<Result<RunId>> {
    if (this.#resuming.has(runId) || this.#sessionOf(runId)) return alreadyRunning(runId);
    this.#resuming.add(runId);
    try {
      return await this.#train(recipe, { type: 'resume', folder: join(this.options.runsFolder, runId), steps });
    } finally {
      this.#resuming.delete(runId);
    }
  }

  /** Trains a run of its own from a checkpoint of another. @param step null = its newest good one */
  branch(parent: RunId, step: number | null, recipe: Recipe, tensorboard: boolean): Promise<Result<RunId>> {
    const { runsFolder } = this.options;
    const parentFolder = join(runsFolder, parent);
    return this.#train(recipe, { type: 'branch', parentFolder, step, recipe, runsFolder, tensorboard });
  }

  async #train(recipe: Recipe, command: TrainerCommand): Promise<Result<RunId>> {
    const session = new TrainingSession(this.options.fork(), recipe, this.options);
    const isFirst = !this.isTraining;
    this.#sessions.add(session);
    if (isFirst) this.options.onTraining(true);
    void session.over.then(() => this.#release(session));
    session.send(command);
    session.send({ type: 'watch', visible: this.#visible });
    const created = await session.created;
    // a trainer that could not begin leaves by itself; nobody has to wait for that
    if (created.ok) this.options.onCreated(created.value);
    else this.#release(session);
    return created;
  }

  /** Asks the trainer to stop and waits until everything is kept; a trainer that does not answer is ended. */
  async stop(runId: RunId): Promise<Result<void>> {
    const session = this.#sessionOf(runId);
    return session ? this.#end(session, 'stop') : notTraining(runId, 'run.notStopped');
  }

  /** The same for a run that a person wants to go on with: it says so of itself. */
  async pause(runId: RunId): Promise<Result<void>> {
    const session = this.#sessionOf(runId);
    return session ? this.#end(session, 'pause') : notTraining(runId, 'run.notPaused');
  }

  /** Gives up whatever has no folder yet: its images are still made ready. */
  cancelStart(): Result<void> {
    for (const session of this.#sessions) if (session.runId === null) session.send({ type: 'stop' });
    return success(undefined);
  }

  /** Lets a run that waits for the disk try again at once. */
  retry(runId: RunId): Result<void> {
    const session = this.#sessionOf(runId);
    if (!session) return notTraining(runId, 'run.notRetried');
    session.send({ type: 'retry' });
    return success(undefined);
  }

  /** The newest samples of a run that is training now; null for every other run. */
  samplesOf(runId: RunId): Samples | null {
    return this.#sessionOf(runId)?.samples ?? null;
  }

  /** Whether anyone can see the window: sheets are drawn for eyes only. */
  setVisible(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    for (const session of this.#sessions) session.send({ type: 'watch', visible });
  }

  /** Stops whatever trains, all at the same time and so in bounded time, before the studio ends. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => this.#end(session, 'stop')));
  }

  #sessionOf(runId: RunId): TrainingSession | null {
    return [...this.#sessions].find((session) => session.runId === runId) ?? null;
  }

  async #end(session: TrainingSession, how: 'stop' | 'pause'): Promise<Result<void>> {
    session.send({ type: how });
    const timely = await settledWithin(session.over, this.options.grace);
    if (timely) return success(undefined);
    const late = refusal('trainer-lost', worded('process.trainerLate', { seconds: this.options.grace / 1000 }));
    session.kill(late);
    await session.over;
    return late;
  }

  #release(session: TrainingSession): void {
    if (!this.#sessions.delete(session)) return;
    if (!this.isTraining) this.options.onTraining(false);
  }
}

function alreadyRunning(runId: RunId): Failure {
  return refusal('already-running', worded('run.trainsAlready', { run: runId }));
}

function notTraining(runId: RunId, key: 'run.notStopped' | 'run.notPaused' | 'run.notRetried'): Failure {
  return refusal('no-such-run', worded(key, { run: runId }));
}

async function settledWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
