import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** So that collecting takes about a thirtieth of the time of decoding. Bytes. */
const mostGarbage = 64 * 1024 * 1024;

/**
 * Counts bytes that pictures leave in the memory of WebAssembly, and has the engine collect them in time. They are given
 * back only with the objects that stand for them, which look so small to the engine that it would wait until gigabytes
 * have gathered.
 *
 * @param collect by default a full collection by the engine
 * @returns to be told of more bytes that will not be needed for long
 */
export function createGarbageCount(collect: () => void = findCollector()): (bytes: number) => void {
  let gathered = 0;
  return (bytes) => {
    gathered += bytes;
    if (gathered < mostGarbage) return;
    gathered = 0;
    collect();
  };
}

/** A context that is made while the flag is set has the function; no other one gets it. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect !== 'function') throw new Error('The engine does not let its garbage be collected.');
  return () => void collect();
}
