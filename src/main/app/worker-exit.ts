import { constants } from 'node:os';
import { worded, type Worded } from '../../shared/wording/worded';

/**
 * Says in words how a worker process ended.
 *
 * @param code on POSIX a signal's number where a signal ended the process
 *   (also as 128 + number, the form shells use), else the process's own exit code
 */
export function describeExit(code: number): Worded {
  const signal = signalName(code) ?? signalName(code - 128);
  return signal === undefined ? worded('process.exit', { code }) : worded('process.signal', { signal });
}

function signalName(number: number): string | undefined {
  // 1 and 2 are what a program itself answers on failure; no trainer is ended by a hang-up or from a terminal
  if (number <= 2) return undefined;
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
