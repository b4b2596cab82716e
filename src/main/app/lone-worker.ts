import { describeExit } from './worker-exit';
import type { WorkerProcess } from './worker-process';
import { worded, type Worded } from '../../shared/wording/worded';

export interface LoneWorkerOptions {
  readonly fork: () => WorkerProcess;
  readonly onMessage: (message: unknown) => void;
  /** Told once for each process that is gone. @param how it ended, as the rest of a sentence about it */
  readonly onGone: (how: Worded) => void;
}

/** The one process of a host: started when something is asked of it, and started afresh after it ended or was ended. */
export class LoneWorker {
  #worker: WorkerProcess | null = null;

  constructor(private readonly options: LoneWorkerOptions) {}

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  post(message: unknown): void {
    this.#running().post(message);
  }

  /** Ends the process, if there is one. @param how what is said of it */
  end(how: Worded): void {
    const worker = this.#worker;
    this.#forget(worker, how);
    worker?.kill();
  }

  #running(): WorkerProcess {
    if (this.#worker) return this.#worker;
    const worker = this.options.fork();
    this.#worker = worker;
    worker.onMessage(this.options.onMessage);
    worker.onExit((code) => this.#forget(worker, describeExit(code)));
    return worker;
  }

  #forget(worker: WorkerProcess | null, how: Worded): void {
    if (worker === null || worker !== this.#worker) return;
    this.#worker = null;
    this.options.onGone(how);
  }
}

/** How a process is said to have ended that was given up after so long. Milliseconds. */
export function gaveNoAnswer(timeLimit: number): Worded {
  return worded('process.silent', { seconds: timeLimit / 1000 });
}

/** The same of one that was ended because nobody needs it any more. */
export const wasClosed = worded('process.closed');
