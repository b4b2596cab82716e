import { runLayout } from './run-layout';

/** What a process that writes a run keeps there for itself, and what can be made again. */
const leftBehind: readonly string[] = [runLayout.lock, runLayout.claim, runLayout.cache];
const plainName = /^\w[\w.-]{0,199}$/;
const mostDepth = 3;

/**
 * Whether a file of a run goes along when the run is copied: plain names only, no hidden ones, not the writer's lock.
 *
 * @param path inside the run folder, with `/`
 */
export function belongsToRun(path: string): boolean {
  const parts = path.split('/');
  const [first] = parts;
  if (first === undefined || leftBehind.includes(first)) return false;
  return parts.length <= mostDepth && parts.every((part) => plainName.test(part));
}
