import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

const burstMilliseconds = 400;
/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end with our own input and output and hands on every signal: one Ctrl-C becomes one SIGINT of the
 * child, although npm passes the terminal's on a second time; the next Ctrl-C is the child's next. For that the child
 * leads a process group of its own (not on Windows, where the console tells every process).
 * @param {readonly string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, yields?: boolean }} options `yields`: all others get the processor first
 * @returns {Promise<number>} its exit code, or 128 + number of the signal that ended it
 */
export function runChild(command, { yields = false, ...options }) {
  const [program = '', ...parameters] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { ...options, stdio: 'inherit', detached: process.platform !== 'win32' });
    if (yields && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    const stop = process.platform === 'win32' ? ignoreInterrupts() : forwardSignals(child);
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('close', (code, signal) => {
      stop();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** The child is told by the console itself; we only wait for its end. */
function ignoreInterrupts() {
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  return () => process.off('SIGINT', ignore);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} ends the forwarding
 */
function forwardSignals(child) {
  /** @type {Map<NodeJS.Signals, number>} */
  const lastAt = new Map();
  const handlers = forwarded.map((signal) => {
    const handler = () => {
      const now = Date.now();
      if (now - (lastAt.get(signal) ?? 0) < burstMilliseconds) return;
      lastAt.set(signal, now);
      child.kill(signal);
    };
    return /** @type {const} */ ([signal, handler]);
  });
  const suspend = () => {
    child.kill('SIGSTOP');
    process.kill(process.pid, 'SIGSTOP');
  };
  const resume = () => void child.kill('SIGCONT');
  for (const [signal, handler] of handlers) process.on(signal, handler);
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', resume);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
    process.off('SIGTSTP', suspend);
    process.off('SIGCONT', resume);
  };
}
