/** A utility process, reduced to what its hosts need, so that they can be tested with plain objects. */
import { utilityProcess } from 'electron';

export interface WorkerProcess {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, with Electron's exit code: see `describeExit`. */
  onExit(listener: (code: number) => void): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** Starts a built worker entry in a process of its own. Its errors go to the studio's standard error. */
export function forkWorker(entry: string, name: string): WorkerProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: name, stdio: 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill() {
      if (child.pid === undefined) return;
      try {
        // a step inside TensorFlow does not hear a polite signal
        process.kill(child.pid, 'SIGKILL');
      } catch (error) {
        // it ended between the two lines, which is what was wanted
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    },
  };
}
