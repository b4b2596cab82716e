/** A worker process, reduced to what its hosts need, so that they can be tested with plain objects. */
import { fork } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';

export interface WorkerProcess {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, with the exit code or the signal's number: see `describeExit`. */
  onExit(listener: (code: number) => void): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/**
 * Starts a built worker entry in a process of its own. Its errors go to the studio's standard error.
 *
 * Electron as plain Node, not a utility process: the latter has Chromium's allocator, which gives large pieces back to
 * the system at once, and TensorFlow asks for some in every step (docs/benchmarks.md).
 *
 * @param priority `yields`: other workers, which train, get the processor first
 */
export function forkWorker(entry: string, priority: 'usual' | 'yields' = 'usual'): WorkerProcess {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
  });
  if (child.pid !== undefined) {
    yieldToTheWindow(child.pid);
    if (priority === 'yields') setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  return {
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false;
      const tell = (code: number): void => {
        if (told) return;
        told = true;
        listener(code);
      };
      // a process that could not be started exits without a word
      child.once('error', () => tell(1));
      child.once('exit', (code, signal) => tell(code ?? (signal === null ? 1 : constants.signals[signal])));
    },
    kill: () => {
      // a step inside TensorFlow does not hear a polite signal
      child.kill('SIGKILL');
    },
  };
}

/** Where the system lets Chromium raise its own priority, a child inherits it, and the window then stutters. */
function yieldToTheWindow(pid: number): void {
  const { PRIORITY_NORMAL: normal } = constants.priority;
  if (getPriority(pid) < normal) setPriority(pid, normal);
}
