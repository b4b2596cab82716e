import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { availableNames, installationLine, missingSystemParts } from '../../../tools/setup/debian-libraries.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { fakeProgram } from '../fake-program';

/** A machine whose ldd and apt-cache answer as told. */
async function machine(missing: readonly string[], known: readonly string[]): Promise<NodeJS.ProcessEnv> {
  const folder = join(await temporaryFolder(), 'bin');
  const lines = missing.map((library) => `\t${library} => not found`).join('\n');
  await fakeProgram(folder, 'ldd', `cat <<'END'\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n${lines}\nEND`);
  const answers = known.map((name) => `${name}) echo "Package: ${name}" ;;`).join('\n');
  await fakeProgram(folder, 'apt-cache', `for last; do :; done; case $last in\n${answers}\n*) exit 100 ;; esac`);
  await fakeProgram(folder, 'apt-get', 'exit 1');
  return { PATH: folder };
}

describe.skipIf(process.platform !== 'linux')('what a Linux lacks for the window', () => {
  it('is named by file, and the command for it by the package names of the release', async () => {
    const environment = await machine(['libgtk-3.so.0', 'libasound.so.2'], ['libasound2t64']);
    const missing = await missingSystemParts({ electron: 'electron', environment, virtualDisplay: false });
    expect(missing).toMatchObject({ libraries: ['libgtk-3.so.0', 'libasound.so.2'], needed: true });
    expect((await availableNames(missing, environment)).slice(0, 2)).toEqual(['libgtk-3-0', 'libasound2t64']);
    expect(await installationLine(missing, environment)).toMatch(
      /^apt-get install --no-install-recommends libgtk-3-0 libasound2t64/,
    );
  });

  it('includes Xvfb only where the window needs a display of its own', async () => {
    const environment = await machine([], []);
    const look = (virtualDisplay: boolean) => missingSystemParts({ electron: 'electron', environment, virtualDisplay });
    expect((await look(true)).needed).toBe(true);
    expect((await look(true)).packages).toContainEqual(['xvfb']);
    expect((await look(false)).needed).toBe(false);
  });

  it('is told without apt-get too', async () => {
    const missing = { libraries: ['libgtk-3.so.0'], packages: [['libgtk-3-0t64', 'libgtk-3-0']], needed: true };
    expect(await installationLine(missing, { PATH: '' })).toBe('install what your system calls libgtk-3-0');
  });
});
