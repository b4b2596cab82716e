import { type Result, refusal } from '../../shared/result';
import type { CurvesAnswer, CurvesCommand, RunCurves } from '../../shared/run-curves';
import { worded, type Worded } from '../../shared/wording/worded';
import { gaveNoAnswer, LoneWorker, wasClosed } from './lone-worker';
import type { WorkerProcess } from './worker-process';

export interface CurveHostOptions {
  /** Starts a fresh process that reads curves. */
  readonly fork: () => WorkerProcess;
  /** The longest that one question may take: making the rows of a long run anew takes a while. Milliseconds. */
  readonly timeLimit: number;
  /** A process that nobody asked anything for so long is ended, and its memory given back. Milliseconds. */
  readonly idleLimit: number;
}

type Settle = (answer: Result<RunCurves>) => void;

/** Asks the process that reads curves. A crash or a time-out is an answer here, and the next question gets a fresh one. */
export class CurveHost {
  readonly #process: LoneWorker;
  #lastId = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<number, Settle>();

  constructor(private readonly options: CurveHostOptions) {
    this.#process = new LoneWorker({
      fork: options.fork,
      onMessage: (message) => this.#hear(message as CurvesAnswer),
      onGone: (how) => this.#fail(how),
    });
  }

  ask(question: Omit<CurvesCommand, 'id'>): Promise<Result<RunCurves>> {
    return new Promise((settle) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, settle);
      this.#process.post({ id, ...question } satisfies CurvesCommand);
      this.#watchTime();
    });
  }

  /** Ends the process; whoever still waits gets a failure. */
  close(): void {
    this.#process.end(wasClosed);
  }

  #hear({ id, result }: CurvesAnswer): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#watchTime();
    settle?.(result);
  }

  /** From the last question or answer on. */
  #watchTime(): void {
    clearTimeout(this.#timer);
    const { timeLimit, idleLimit } = this.options;
    if (this.#waiting.size === 0) this.#timer = setTimeout(() => this.close(), idleLimit);
    else this.#timer = setTimeout(() => this.#process.end(gaveNoAnswer(timeLimit)), timeLimit);
  }

  #fail(how: Worded): void {
    clearTimeout(this.#timer);
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const settle of waiting) settle(refusal('run-unreadable', worded('process.curves', { how })));
  }
}
