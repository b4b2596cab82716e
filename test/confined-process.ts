import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';

interface Outcome {
  /** What the script printed, a line of JSON. */
  readonly printed: unknown;
  readonly mechanism: string;
}

const nobody = 65_534;

/** Runs a script in a folder, its first argument, where no file of so many megabytes has room. */
export function runOnSmallDisk(script: string, folder: string, megabytes: number): Outcome {
  const mounted = runOnMount(script, folder, `size=${megabytes}m,mode=777`);
  if (mounted) return mounted;
  const blocks = (megabytes * 1024 * 1024) / 512;
  const limited = ['-c', 'ulimit -f "$1" && shift && exec "$@"', 'sh', String(blocks), ...node(script, folder)];
  return finish('file size limit', spawnSync('sh', limited));
}

/** Runs a script in a folder that it can read but not write: its first argument. */
export function runInReadOnlyFolder(script: string, folder: string): Outcome {
  const mounted = runOnMount(script, folder, 'ro,size=1m');
  if (mounted) return mounted;
  chmodSync(folder, 0o555);
  const [command, ...rest] = node(script, folder) as [string, ...string[]];
  // no permission binds root, so it hands the work to an ordinary user
  const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  return finish('permissions', spawnSync(command, rest, identity));
}

/** A file system in memory that only the script sees and that goes when it ends; null where it may not be mounted. */
function runOnMount(script: string, folder: string, options: string): Outcome | null {
  const mount = 'mount -t tmpfs -o "$1" none "$2"';
  const ways = [
    ['unshare', '--mount'],
    ['unshare', '--mount', '--user', '--map-root-user'],
  ];
  for (const [command, ...flags] of ways as [string, ...string[]][]) {
    const tried = spawnSync(command, [...flags, 'sh', '-c', mount, 'sh', options, folder]);
    if (tried.status !== 0) continue;
    const run = [...flags, 'sh', '-c', `${mount} && shift 2 && exec "$@"`, 'sh', options, folder];
    return finish('mount', spawnSync(command, [...run, ...node(script, folder)]));
  }
  return null;
}

function node(script: string, folder: string): readonly string[] {
  return [process.execPath, script, folder];
}

function finish(mechanism: string, { status, stdout, stderr }: ReturnType<typeof spawnSync>): Outcome {
  if (status !== 0) throw new Error(`The script ended with ${status}: ${String(stderr)}`);
  return { printed: JSON.parse(String(stdout)), mechanism };
}
