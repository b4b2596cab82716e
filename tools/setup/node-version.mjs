import { SetupFault } from './setup-fault.mjs';

const oldest = /** @type {const} */ ([20, 19]);

/**
 * @param {string} version for example "20.19.0"
 * @throws {SetupFault} where it is older than the project runs on
 */
export function requireNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new SetupFault(
    `This is Node ${version}, and GAN Studio needs ${oldest.join('.')} or newer.`,
    'Install a newer Node.js, delete node_modules, and start again.',
  );
}
