/**
 * A fault of the set-up that a person can do something about: what happened and where, and what cures it. Entry
 * scripts print its two sentences and leave with code 1; everything else that is thrown is a defect and keeps its stack.
 */
export class SetupFault extends Error {
  /**
   * @param {string} what one sentence: what failed, and where
   * @param {string} cure one sentence: what to do about it
   * @param {{ cause?: unknown, network?: boolean, debianPackages?: readonly string[] }} [options] `network`: the fault
   *   is one of reaching a host; `debianPackages`: what apt-get could install against it
   */
  constructor(what, cure, options = {}) {
    super(what, { cause: options.cause });
    this.name = 'SetupFault';
    this.cure = cure;
    this.network = options.network ?? false;
    this.debianPackages = options.debianPackages ?? [];
  }
}

const fileSystemCures = new Map([
  ['ENOSPC', 'Free some space there, or point GAN_STUDIO_CACHE at a folder on a larger disk, and start again.'],
  ['EDQUOT', 'Your quota there is used up: free some space, or point GAN_STUDIO_CACHE elsewhere, and start again.'],
  ['EFBIG', 'The file is larger than is allowed there (see `ulimit -f`): raise the limit and start again.'],
  ['EROFS', 'The folder is read-only: point GAN_STUDIO_CACHE at a folder that you may write to and start again.'],
  ['EACCES', 'Make the folder writable for you, or point GAN_STUDIO_CACHE at one that is, and start again.'],
  ['EPERM', 'Make the folder writable for you, or point GAN_STUDIO_CACHE at one that is, and start again.'],
  [
    'ENOTDIR',
    'Something that is no folder is in the way: move it, or point GAN_STUDIO_CACHE elsewhere, and start again.',
  ],
  ['EMFILE', 'Too many files are open: raise the limit (`ulimit -n`) and start again.'],
]);

/**
 * The set-up fault that a failed file operation amounts to; any other thrown value comes back unchanged.
 * @param {unknown} thrown
 * @param {string} doing what was being done, to begin the sentence with ("Unpacking the wheel")
 * @returns {unknown}
 */
export function asSetupFault(thrown, doing) {
  if (!(thrown instanceof Error) || thrown instanceof SetupFault || !('code' in thrown)) return thrown;
  const cure = fileSystemCures.get(String(thrown.code));
  return cure === undefined ? thrown : new SetupFault(`${doing} failed: ${thrown.message}.`, cure, { cause: thrown });
}

/**
 * Runs the body of an entry script: its result is the exit code; a set-up fault is told in two sentences.
 * @param {() => Promise<number>} body
 */
export async function runEntry(body) {
  try {
    process.exitCode = await body();
  } catch (thrown) {
    if (!(thrown instanceof SetupFault)) throw thrown;
    process.stderr.write(`\n${thrown.message}\n${thrown.cure}\n`);
    process.exitCode = 1;
  }
}
