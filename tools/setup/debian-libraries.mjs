import { existsSync } from 'node:fs';
import { findProgram, lastLines, runCommand } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';

/** Shared libraries that Electron is linked with, and the Debian packages that bring them; renamed ones with both names. */
const packagesOfLibraries = [
  ['libgtk-3.so', 'libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libsmime3.so', 'libnss3'],
  ['libnspr4.so', 'libnspr4'],
  ['libasound.so', 'libasound2t64', 'libasound2'],
  ['libgbm.so', 'libgbm1'],
  ['libXss.so', 'libxss1'],
  ['libatk-1.0.so', 'libatk1.0-0t64', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so', 'libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libatspi.so', 'libatspi2.0-0t64', 'libatspi2.0-0'],
  ['libdrm.so', 'libdrm2'],
  ['libcups.so', 'libcups2t64', 'libcups2'],
  ['libxkbcommon.so', 'libxkbcommon0'],
  ['libXcomposite.so', 'libxcomposite1'],
  ['libXdamage.so', 'libxdamage1'],
  ['libXfixes.so', 'libxfixes3'],
  ['libXrandr.so', 'libxrandr2'],
  ['libpango-1.0.so', 'libpango-1.0-0'],
  ['libcairo.so', 'libcairo2'],
  ['libexpat.so', 'libexpat1'],
  ['libdbus-1.so', 'libdbus-1-3'],
  ['libX11.so', 'libx11-6'],
  ['libxcb.so', 'libxcb1'],
  ['libXext.so', 'libxext6'],
  ['libglib-2.0.so', 'libglib2.0-0t64', 'libglib2.0-0'],
];

/** Text in both languages of the window. Any font of these kinds would do; these are named where none is there. */
const fonts = [
  { package: 'fonts-dejavu-core', folders: ['/usr/share/fonts/truetype/dejavu'] },
  {
    package: 'fonts-noto-cjk',
    folders: ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/wqy', '/usr/share/fonts/noto-cjk'],
  },
];

/**
 * What this Linux lacks for the window.
 *
 * @typedef {object} MissingSystemParts
 * @property {readonly string[]} libraries file names of shared libraries that Electron does not start without
 * @property {readonly (readonly string[])[]} packages alternatives of Debian package names for each missing part
 * @property {boolean} needed whether Electron cannot start without them (else they are only fonts)
 */

/**
 * Looks for what is missing. Anything but Linux lacks nothing.
 * @param {{ electron: string, environment: NodeJS.ProcessEnv, virtualDisplay: boolean }} options `electron`: its program;
 *   `virtualDisplay`: whether Xvfb is wanted too
 * @returns {Promise<MissingSystemParts>}
 */
export async function missingSystemParts({ electron, environment, virtualDisplay }) {
  if (process.platform !== 'linux') return { libraries: [], packages: [], needed: false };
  const { output } = await runCommand(['ldd', electron], { env: environment });
  const libraries = [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = '']) => name);
  const packages = libraries.flatMap((library) => {
    const known = packagesOfLibraries.find(([name = '']) => library.startsWith(name));
    return known === undefined ? [] : [known.slice(1)];
  });
  if (virtualDisplay && findProgram('Xvfb', environment) === undefined) packages.push(['xvfb']);
  const needed = packages.length > 0 || libraries.length > 0;
  for (const font of fonts) if (!font.folders.some((folder) => existsSync(folder))) packages.push([font.package]);
  return { libraries, packages: unique(packages), needed };
}

/** @param {readonly (readonly string[])[]} packages */
function unique(packages) {
  return [...new Map(packages.map((names) => [names.join(), names])).values()];
}

/**
 * The command that brings the missing parts, for a person to run.
 * @param {MissingSystemParts} missing
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string>}
 */
export async function installationLine(missing, environment) {
  if (findProgram('apt-get', environment) === undefined) {
    return `install what your system calls ${missing.packages.map((names) => names.at(-1)).join(', ')}`;
  }
  return `apt-get install --no-install-recommends ${(await availableNames(missing, environment)).join(' ')}`;
}

/**
 * Installs Debian packages with apt-get; for root only.
 * @param {readonly string[]} names
 * @param {{ environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @throws {SetupFault} where apt-get fails
 */
export async function installDebianPackages(names, { environment, progress }) {
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  progress.begin(`Installing ${names.join(' ')} with apt-get`);
  const onOutput = (/** @type {string} */ text) => progress.update(lastLines(text, 1));
  const update = await runCommand(['apt-get', 'update', '-q'], { env, onOutput });
  const command = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...names];
  const { code, output } = await runCommand(command, { env, onOutput });
  if (code !== 0) {
    const reason = lastLines(update.code === 0 ? output : update.output, 2);
    throw new SetupFault(
      `apt-get could not install ${names.join(', ')}: ${reason}.`,
      'Install them by hand, then start again.',
    );
  }
  progress.done();
}

/**
 * Of each part the package name that this release of Debian or Ubuntu knows.
 * @param {MissingSystemParts} missing
 * @param {NodeJS.ProcessEnv} environment
 */
export async function availableNames(missing, environment) {
  const names = [];
  for (const alternatives of missing.packages) {
    let chosen = alternatives.at(-1) ?? '';
    for (const name of alternatives.slice(0, -1)) {
      const { code, output } = await runCommand(['apt-cache', 'show', '--no-all-versions', name], { env: environment });
      if (code === 0 && output.includes('Package:')) {
        chosen = name;
        break;
      }
    }
    names.push(chosen);
  }
  return [...new Set(names)];
}
