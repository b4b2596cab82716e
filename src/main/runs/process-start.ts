import { readFile } from 'node:fs/promises';
import { systemErrorCode } from '../formats/write-failure';

/** `known`: a word that no other process of this machine ever has; `unknown`: this system does not tell. */
export type ProcessStart =
  { readonly kind: 'known'; readonly word: string } | { readonly kind: 'unknown' } | { readonly kind: 'no-process' };

/** Tells a process from a later one that got the same number. */
export async function processStart(pid: number): Promise<ProcessStart> {
  if (process.platform === 'linux') return linuxProcessStart(pid);
  return withoutStart(pid);
}

function withoutStart(pid: number): ProcessStart {
  return isProcess(pid) ? { kind: 'unknown' } : { kind: 'no-process' };
}

/** The boot's identity and the start in clock ticks since then: field 22 of /proc/PID/stat, see proc_pid_stat(5). */
async function linuxProcessStart(pid: number): Promise<ProcessStart> {
  let stat: string;
  try {
    stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (!['ENOENT', 'ESRCH'].includes(systemErrorCode(error) ?? '')) throw error;
    // a machine may hide other people's processes in /proc
    return withoutStart(pid);
  }
  // the second field is the program's name in brackets and may itself hold spaces and brackets
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTicks = fields[22 - 3];
  // a zombie has ended; only its parent has not asked for its exit code yet
  if (state === 'Z' || state === 'X' || startTicks === undefined) return { kind: 'no-process' };
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  return { kind: 'known', word: `${boot}:${startTicks}` };
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // it exists but belongs to someone else
    return systemErrorCode(error) === 'EPERM';
  }
}
