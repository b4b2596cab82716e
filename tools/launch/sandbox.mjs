import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFault } from '../setup/setup-fault.mjs';

/** Kernel settings that keep ordinary users from making the namespaces of Chromium's sandbox: path and forbidding value. */
const forbidding = [
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/user/max_user_namespaces', '0'],
];

/**
 * Who runs a program where.
 *
 * @typedef {object} Identity
 * @property {NodeJS.Platform} platform
 * @property {number | undefined} user numeric id, where the platform has one
 */

/** @returns {Identity} */
const ourselves = () => ({ platform: process.platform, user: process.getuid?.() });

/**
 * Electron's switches for the sandbox: on, but for root on Linux, whom Chromium refuses it.
 * @param {Identity} [identity]
 * @returns {readonly string[]}
 */
export function sandboxSwitches({ platform, user } = ourselves()) {
  return platform === 'linux' && user === 0 ? ['--no-sandbox'] : [];
}

/**
 * Refuses in words where Electron would abort, because this system allows its sandbox to nobody but a helper owned by root.
 * @param {string} electronFolder
 * @param {Identity} [identity]
 * @param {(path: string) => string | undefined} [read] of a kernel setting
 * @throws {SetupFault}
 */
export function requireSandbox(electronFolder, { platform, user } = ourselves(), read = readSetting) {
  if (platform !== 'linux' || user === 0) return;
  if (!forbidding.some(([path = '', value]) => read(path) === value)) return;
  const helper = join(electronFolder, 'chrome-sandbox');
  const found = statSync(helper, { throwIfNoEntry: false });
  if (found !== undefined && found.uid === 0 && (found.mode & 0o4000) !== 0) return;
  throw new SetupFault(
    "This system does not let an ordinary user's program make the sandbox that Electron shields the window with.",
    `Allow it once: sudo chown root ${helper} && sudo chmod 4755 ${helper}`,
  );
}

/** @param {string} path */
function readSetting(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // A kernel without the setting forbids nothing by it.
    return undefined;
  }
}
