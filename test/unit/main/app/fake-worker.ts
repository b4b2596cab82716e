import type { WorkerProcess } from '../../../../src/main/app/worker-process';

/** A worker process as its hosts see it, told what to say by the test. */
export interface FakeWorker extends WorkerProcess {
  readonly posted: unknown[];
  killed: boolean;
  say(message: unknown): void;
  exit(code: number): void;
}

export function fakeWorker(): FakeWorker {
  let onMessage: (message: unknown) => void = () => undefined;
  let onExit: (code: number) => void = () => undefined;
  const worker: FakeWorker = {
    posted: [],
    killed: false,
    post: (message) => worker.posted.push(message),
    onMessage: (listener) => {
      onMessage = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    kill() {
      worker.killed = true;
      onExit(9);
    },
    say: (message) => onMessage(message),
    exit: (code) => onExit(code),
  };
  return worker;
}
