import type { IndexProgress } from '../../shared/explore';
import type { ExplorerCommand, ExplorerMessage } from '../../shared/ipc';
import { success, type Result, refusal } from '../../shared/result';
import { worded } from '../../shared/wording/worded';
import { describeExit } from './worker-exit';
import type { WorkerProcess } from './worker-process';

export interface TrainingIndexHostOptions {
  /** Starts a fresh explorer process. */
  readonly fork: () => WorkerProcess;
  readonly onProgress: (progress: IndexProgress) => void;
}

type Outcome = Result<'built' | 'cancelled'>;

/** Has all training images of a run looked at, or the judge's classifier taught, in a process of its own: to cancel it is to end it. One at a time. */
export class TrainingIndexHost {
  #running: { readonly order: string; readonly outcome: Promise<Outcome>; readonly cancel: () => void } | null = null;

  constructor(private readonly options: TrainingIndexHostOptions) {}

  /** A second wish for the same run waits for the first. */
  build(runFolder: string): Promise<Outcome> {
    return this.#begin({ type: 'index', runFolder });
  }

  /** Only the judge's classifier, without looking at any run's images. */
  learnDigits(): Promise<Outcome> {
    return this.#begin({ type: 'learn-digits' });
  }

  #begin(command: Exclude<ExplorerCommand, { readonly type: 'ask' }>): Promise<Outcome> {
    const order = JSON.stringify(command);
    if (this.#running?.order === order) return this.#running.outcome;
    this.#running?.cancel();
    const worker = this.options.fork();
    let cancel = (): void => undefined;
    const outcome = new Promise<Outcome>((resolve) => {
      cancel = () => {
        resolve(success('cancelled'));
        worker.kill();
      };
      worker.onMessage((message) => {
        const said = message as ExplorerMessage;
        if (said.type === 'progress') this.options.onProgress(said.progress);
        if (said.type !== 'indexed') return;
        resolve(said.result.ok ? success('built') : said.result);
        worker.kill();
      });
      worker.onExit((code) => {
        resolve(refusal('explorer-lost', worded('process.index', { how: describeExit(code) })));
      });
    });
    const running = { order, outcome, cancel };
    this.#running = running;
    void outcome.then(() => {
      if (this.#running === running) this.#running = null;
    });
    worker.post(command);
    return outcome;
  }

  cancel(): void {
    this.#running?.cancel();
  }
}
