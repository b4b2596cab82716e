import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { hasDisplay, withDisplay } from '../../../tools/launch/display.mjs';
import { isProcessAlive } from '../../../tools/setup/process-alive.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { fakeProgram } from '../fake-program';

describe('a display', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %o is there: %s', (platform, environment, expected) => {
    expect(hasDisplay(environment, platform)).toBe(expected);
  });
});

describe.skipIf(process.platform !== 'linux')('work that needs a display', () => {
  it('uses the one that is there', async () => {
    expect(await withDisplay({ DISPLAY: ':5' }, ({ DISPLAY }) => Promise.resolve(DISPLAY))).toBe(':5');
  });

  it('gets a virtual one, which ends with the work, also where that fails', async () => {
    const folder = await temporaryFolder();
    const pidFile = join(folder, 'pid');
    await fakeProgram(join(folder, 'bin'), 'Xvfb', `echo $$ >"${pidFile}"; echo 77 >&3; exec sleep 600`);
    const environment = { PATH: join(folder, 'bin') };
    const work = ({ DISPLAY }: NodeJS.ProcessEnv): Promise<never> => Promise.reject(new Error(`on ${DISPLAY}`));
    await expect(withDisplay(environment, work)).rejects.toThrow('on :77');
    const pid = Number(await readFile(pidFile, 'utf8'));
    await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false), { timeout: 20_000 });
  });

  it('without Xvfb is refused with the command that brings it', async () => {
    await expect(withDisplay({ PATH: '' }, () => Promise.resolve())).rejects.toMatchObject({
      cure: expect.stringMatching(/apt-get install .*xvfb/) as string,
    });
  });

  it('whose Xvfb does not start is refused in its words', async () => {
    const folder = await temporaryFolder();
    await fakeProgram(folder, 'Xvfb', 'echo "no free display" >&2; exit 1');
    await expect(withDisplay({ PATH: folder }, () => Promise.resolve())).rejects.toThrow(
      'Xvfb did not start: no free display.',
    );
  });
});
