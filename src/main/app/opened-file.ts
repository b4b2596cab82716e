import { isAbsolute } from 'node:path';

/**
 * The file that the program was started with, as systems do for their lists of recent documents; null where there is
 * none.
 *
 * @param args of the process, the program's own name first
 */
export function fileOfArguments(args: readonly string[]): string | null {
  return args.slice(1).findLast((argument) => isAbsolute(argument)) ?? null;
}
