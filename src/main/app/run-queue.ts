import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { failure, success, type Failure, type Result, toldOf, refusal } from '../../shared/result';
import type { RunId } from '../../shared/run';
import { orderTitle, runOrderSchema, type QueuedRun, type RunOrder } from '../../shared/run-order';
import { worded } from '../../shared/wording/worded';
import { readJsonFile, replaceJsonFile } from './json-file';

const fileSchema = z.strictObject({
  formatVersion: z.literal(1),
  waiting: z.array(z.strictObject({ id: z.string().min(1), order: runOrderSchema })),
});

export interface RunQueueOptions {
  /** Where the queue is kept, absolute. */
  readonly path: string;
  readonly isTraining: () => boolean;
  readonly start: (order: RunOrder) => Promise<Result<RunId>>;
  readonly onChanged: (queue: readonly QueuedRun[]) => void;
  readonly onBegan: (order: RunOrder, runId: RunId) => void;
  /** An order that could not start; it is out of the queue. */
  readonly onRefused: (order: RunOrder, why: Failure) => void;
}

/** Trainings that wait: the first starts by itself once nothing trains. They outlive the studio, and then wait for a word. */
export class RunQueue {
  #waiting: readonly QueuedRun[] = [];
  #starting = false;
  #closed = false;
  #writing: Promise<void> = Promise.resolve();

  private constructor(private readonly options: RunQueueOptions) {}

  static async open(options: RunQueueOptions): Promise<RunQueue> {
    const queue = new RunQueue(options);
    const kept = await readJsonFile(options.path, fileSchema);
    queue.#waiting = (kept?.waiting ?? []).map(({ id, order }) => ({ id, order: order as RunOrder, state: 'held' }));
    return queue;
  }

  get waiting(): readonly QueuedRun[] {
    return this.#waiting;
  }

  /** Behind all others; starts at once where nothing trains. Fulfilled when it is on the disk. */
  async add(order: RunOrder): Promise<QueuedRun> {
    const queued: QueuedRun = { id: randomUUID(), order, state: 'waiting' };
    await this.#change([...this.#waiting, queued]);
    this.advance();
    return queued;
  }

  /** @param place 0 for the first */
  async move(id: string, place: number): Promise<Result<void>> {
    const moved = this.#waiting.find((one) => one.id === id);
    if (!moved) return noSuchOrder();
    await this.#put(moved, place);
    return success(undefined);
  }

  async remove(id: string): Promise<Result<void>> {
    const found = this.#waiting.find((one) => one.id === id);
    if (!found || found.state === 'starting') return noSuchOrder();
    await this.#drop(id);
    return success(undefined);
  }

  /** Puts back what was removed. @param place 0 for the first */
  async restore(queued: QueuedRun, place: number): Promise<void> {
    await this.#put(queued.state === 'starting' ? { ...queued, state: 'waiting' } : queued, place);
    this.advance();
  }

  /** Lets what was queued when the studio was closed start, one after another. */
  async release(): Promise<void> {
    await this.#change(this.#waiting.map((one) => (one.state === 'held' ? { ...one, state: 'waiting' } : one)));
    this.advance();
  }

  /** Starts the first that may, where nothing trains. */
  advance(): void {
    void this.#advance().catch((error: unknown) => console.error('The queue could not go on.', error));
  }

  /** Nothing more starts; what waits is kept. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  async #advance(): Promise<void> {
    if (this.#closed || this.#starting || this.options.isTraining()) return;
    const next = this.#waiting.find(({ state }) => state === 'waiting');
    if (!next) return;
    this.#starting = true;
    try {
      await this.#begin(next);
    } finally {
      this.#starting = false;
    }
    // a run that could not start, or that ended meanwhile, makes room at once
    await this.#advance();
  }

  /** It is in the queue until it has a run: a studio that ends meanwhile still knows of it. */
  async #begin({ id, order }: QueuedRun): Promise<void> {
    this.#show(this.#waiting.map((one) => (one.id === id ? { ...one, state: 'starting' } : one)));
    const started = await this.options.start(order).catch(failure);
    // the studio that closes ends what begins
    if (!started.ok && this.#closed) return;
    await this.#drop(id);
    if (started.ok) this.options.onBegan(order, started.value);
    else this.options.onRefused(order, explain(order, started));
  }

  #drop(id: string): Promise<void> {
    return this.#change(this.#waiting.filter((one) => one.id !== id));
  }

  #put(queued: QueuedRun, place: number): Promise<void> {
    const others = this.#waiting.filter(({ id }) => id !== queued.id);
    return this.#change([...others.slice(0, place), queued, ...others.slice(place)]);
  }

  #show(waiting: readonly QueuedRun[]): void {
    this.#waiting = waiting;
    this.options.onChanged(waiting);
  }

  async #change(waiting: readonly QueuedRun[]): Promise<void> {
    this.#show(waiting);
    const file = { formatVersion: 1, waiting: waiting.map(({ id, order }) => ({ id, order })) };
    const written = this.#writing.then(() => replaceJsonFile(this.options.path, file));
    this.#writing = written.catch(() => undefined);
    await written;
  }
}

function explain(order: RunOrder, refused: Failure): Failure {
  return refusal(refused.code, worded('run.queued', { title: orderTitle(order), why: toldOf(refused) }));
}

function noSuchOrder(): Failure {
  return refusal('no-such-run', worded('run.notWaiting'));
}
