import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runChild } from '../../../tools/launch/run-child.mjs';

const options = { cwd: process.cwd(), env: process.env };
const node = (script: string): Promise<number> => runChild([process.execPath, '-e', script], options);

/** A launcher of its own, whose child prints each SIGINT that it gets and leaves a second after `leaveAfter` of them. */
function launcher(leaveAfter: number): {
  readonly interrupt: () => void;
  readonly printed: () => string;
  readonly code: Promise<number | null>;
} {
  const child = `let n = 0; process.on('SIGINT', () => { n += 1; console.log('SIGINT ' + n); if (n === ${leaveAfter}) setTimeout(() => process.exit(7), 1000); });
    setInterval(() => {}, 1000); console.log('ready');`;
  const module = resolve('tools', 'launch', 'run-child.mjs');
  const script = `import { runChild } from ${JSON.stringify(module)};
    process.exitCode = await runChild([process.execPath, '-e', ${JSON.stringify(child)}], { cwd: '.', env: process.env });`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  parent.stdout.on('data', (chunk) => (printed += String(chunk)));
  const code = new Promise<number | null>((done) => parent.on('close', done));
  return { interrupt: () => void parent.kill('SIGINT'), printed: () => printed, code };
}

const patience = { timeout: 20_000, interval: 20 };

describe('a launched program', () => {
  it.each([0, 3, 255])('gives its exit code %i', async (code) => {
    expect(await node(`process.exit(${code})`)).toBe(code);
  });

  it.skipIf(process.platform === 'win32')('that a signal ended gives 128 and the signal', async () => {
    expect(await node(`process.kill(process.pid, 'SIGKILL')`)).toBe(128 + 9);
  });

  it('that does not exist is an error', async () => {
    await expect(runChild(['/no/such/program'], options)).rejects.toThrow(/ENOENT/);
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it('reaches the program once, although the terminal and npm both pass it on, and ends only what it ends', async () => {
    const { interrupt, printed, code } = launcher(2);
    await vi.waitFor(() => expect(printed()).toContain('ready'), patience);
    interrupt();
    interrupt();
    await vi.waitFor(() => expect(printed()).toContain('SIGINT 1'), patience);
    expect(printed()).not.toContain('SIGINT 2');
    // A person's second Ctrl-C: pressed until the first burst is over, it reaches the program too.
    await vi.waitFor(() => {
      // not again once it is heard: a launcher whose program has ended is ended by it
      if (!printed().includes('SIGINT 2')) interrupt();
      expect(printed()).toContain('SIGINT 2');
    }, patience);
    expect(await code).toBe(7);
  });
});
