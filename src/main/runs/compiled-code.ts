import module from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from './locations';

/** Of `node:module`, since Node 22.1. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/**
 * Lets Node keep the compiled form of whatever is loaded from now on, so that the next start need not compile it again.
 * Does nothing in an older Node. Node itself passes over a folder that cannot be written.
 */
export function keepCompiledCode(): void {
  (module as CompileCache).enableCompileCache?.(join(cacheFolder(), 'compiled-code'));
}
