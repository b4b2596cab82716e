import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isProcessAlive } from '../../../tools/setup/process-alive.mjs';
import { findProgram, lastLines, runCommand } from '../../../tools/setup/run-command.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { fakeProgram } from '../fake-program';

const patience = { timeout: 20_000, interval: 20 };

describe('a command', () => {
  it('gives its exit code and the end of both its outputs', async () => {
    const script = 'console.log("x".repeat(50000)); console.error("the end"); process.exitCode = 3;';
    const { code, output } = await runCommand([process.execPath, '-e', script]);
    expect(code).toBe(3);
    expect(output.length).toBeLessThan(21_000);
    expect(output).toContain('the end');
  });

  it('that is not there gives 127 and the reason', async () => {
    expect(await runCommand(['/no/such/program'])).toMatchObject({
      code: 127,
      output: expect.stringMatching(/ENOENT/) as string,
    });
  });

  it.skipIf(process.platform === 'win32')(
    'ends with the set-up that started it, when that is told to end',
    async () => {
      const pidFile = join(await temporaryFolder(), 'pid');
      const module = resolve('tools', 'setup', 'run-command.mjs');
      const command = ['sh', '-c', `echo $$ >"${pidFile}"; exec sleep 600`];
      const script = `import { runCommand } from ${JSON.stringify(module)}; await runCommand(${JSON.stringify(command)});`;
      const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
      const ended = new Promise((done) => parent.on('close', done));
      const pid = await vi.waitFor(async () => {
        const text = await readFile(pidFile, 'utf8');
        if (!text.endsWith('\n')) throw new Error('The child has not started.');
        return Number(text);
      }, patience);
      parent.kill('SIGTERM');
      expect(await ended).toBe(128 + 15);
      await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false), patience);
    },
  );
});

describe('a program', () => {
  it.skipIf(process.platform === 'win32')('is found in the first folder of the PATH that has it', async () => {
    const folder = await temporaryFolder();
    const second = await fakeProgram(join(folder, 'b'), 'tool', '');
    const environment = { PATH: [join(folder, 'a'), '', join(folder, 'b')].join(':') };
    expect(findProgram('tool', environment)).toBe(second);
    const first = await fakeProgram(join(folder, 'a'), 'tool', '');
    expect(findProgram('tool', environment)).toBe(first);
    expect(findProgram('other', environment)).toBeUndefined();
  });
});

describe('the last lines of an output', () => {
  it('leave out what says nothing', () => {
    expect(lastLines('one\n\n  two \n   \nthree\n', 2)).toBe('two | three');
  });
});
