import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Resident memory of one kind of process. */
export interface ProcessMemory {
  /** Chromium's own name of it (`renderer`, `gpu-process` …), `main`, or the entry of one of the studio's workers. */
  readonly name: string;
  /** Of all processes of the name together. Bytes. */
  readonly resident: number;
}

/** A program and everything that it started, by name. @param program its process id */
export async function memoryOfTree(program: number): Promise<readonly ProcessMemory[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,ppid=,rss=,args=']);
  const processes = stdout.split('\n').flatMap((line) => {
    const [, pid, parent, kilobytes, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined
      ? []
      : [{ pid: Number(pid), parent: Number(parent), resident: 1024 * Number(kilobytes), command }];
  });
  const tree = new Set([program]);
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const { pid, parent } of processes) if (tree.has(parent)) tree.add(pid);
  }
  const sums = new Map<string, number>();
  for (const { pid, resident, command } of processes) {
    if (!tree.has(pid)) continue;
    const name = pid === program ? 'main' : nameOf(command);
    sums.set(name, (sums.get(name) ?? 0) + resident);
  }
  return [...sums].map(([name, resident]) => ({ name, resident }));
}

function nameOf(command: string): string {
  const [, type] = /--type=([\w-]+)/.exec(command) ?? [];
  const [, worker] = /([\w-]+)\.js(\s|$)/.exec(command) ?? [];
  return type ?? worker ?? 'other';
}
