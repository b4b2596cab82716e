import type { ExplorerAnswer, ExplorerQuestion } from '../../shared/explore';
import type { ExplorerCommand, ExplorerMessage } from '../../shared/ipc';
import { success, type Failure, type Result, refusal } from '../../shared/result';
import { worded, type Worded } from '../../shared/wording/worded';
import { gaveNoAnswer, LoneWorker, wasClosed } from './lone-worker';
import type { WorkerProcess } from './worker-process';

export interface ExplorerHostOptions {
  /** Starts a fresh explorer process. */
  readonly fork: () => WorkerProcess;
  /** The longest that one question may take. Milliseconds. */
  readonly timeLimit: number;
  /** An explorer that nobody asked anything for so long is ended, and its memory given back. Milliseconds. */
  readonly idleLimit: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

export interface ExplorerAsked {
  readonly runFolder: string;
  readonly step: number;
  /** Of the questions that wait in one lane only the newest is answered. */
  readonly lane: string;
  readonly question: ExplorerQuestion;
}

type Answer = Result<ExplorerAnswer | null>;

interface Waiting extends ExplorerAsked {
  readonly settle: (answer: Answer) => void;
}

/** While a run trains, the explorer works at most this share of the time. */
const shareWhileTraining = 0.2;

/**
 * Asks the long-lived explorer process one question at a time, in the order in which their lanes came; a newer question
 * takes the place of one that still waits in its lane. A crash or a time-out is an answer here, and the next question
 * gets a fresh process.
 */
export class ExplorerHost {
  readonly #process: LoneWorker;
  #asked: { readonly id: number; readonly settle: Waiting['settle']; readonly at: number } | null = null;
  #lastId = 0;
  #isTraining = false;
  #restsUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<string, Waiting>();
  readonly #now: () => number;

  constructor(private readonly options: ExplorerHostOptions) {
    this.#now = options.now ?? (() => performance.now());
    this.#process = new LoneWorker({
      fork: options.fork,
      onMessage: (message) => this.#hear(message as ExplorerMessage),
      onGone: (how) => this.#fail(how),
    });
  }

  /** @returns null where a newer question of the lane came before this one was looked at */
  ask(asked: ExplorerAsked): Promise<Answer> {
    return new Promise((settle) => {
      const stale = this.#waiting.get(asked.lane);
      this.#waiting.set(asked.lane, { ...asked, settle });
      stale?.settle(success(null));
      this.#next();
    });
  }

  /** Training has priority. */
  setTraining(isTraining: boolean): void {
    this.#isTraining = isTraining;
    if (!isTraining) this.#restsUntil = 0;
    this.#next();
  }

  /** Ends the process; whoever still waits gets a failure. */
  close(): void {
    this.#process.end(wasClosed);
    for (const { settle } of this.#waiting.values()) settle(lost(wasClosed));
    this.#waiting.clear();
    clearTimeout(this.#rest);
  }

  #next(): void {
    if (this.#asked) return;
    const [first] = this.#waiting;
    clearTimeout(this.#timer);
    if (!first) {
      if (this.#process.isRunning) this.#timer = setTimeout(() => this.close(), this.options.idleLimit);
      return;
    }
    const wait = this.#restsUntil - this.#now();
    clearTimeout(this.#rest);
    if (wait > 0) {
      this.#rest = setTimeout(() => this.#next(), wait);
      return;
    }
    const [lane, { settle, runFolder, step, question }] = first;
    this.#waiting.delete(lane);
    const id = ++this.#lastId;
    this.#asked = { id, settle, at: this.#now() };
    const { timeLimit } = this.options;
    this.#timer = setTimeout(() => this.#process.end(gaveNoAnswer(timeLimit)), timeLimit);
    this.#process.post({ type: 'ask', id, runFolder, step, question } satisfies ExplorerCommand);
  }

  #hear(message: ExplorerMessage): void {
    if (message.type !== 'answer' || message.id !== this.#asked?.id) return;
    const { settle, at } = this.#asked;
    this.#asked = null;
    const now = this.#now();
    if (this.#isTraining) this.#restsUntil = now + (now - at) * (1 / shareWhileTraining - 1);
    settle(message.result);
    this.#next();
  }

  #fail(how: Worded): void {
    clearTimeout(this.#timer);
    const asked = this.#asked;
    this.#asked = null;
    asked?.settle(lost(how));
    if (how !== wasClosed) this.#next();
  }
}

function lost(how: Worded): Failure {
  return refusal('explorer-lost', worded('process.explorer', { how }));
}
