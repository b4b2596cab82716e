import { open, readFile } from 'node:fs/promises';
import { SetupFault } from './setup-fault.mjs';

/** The mark before the fuse bytes in every Electron program (electron/docs/tutorial/fuses.md). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const removedFuse = 0x72;

/** Electron's own defaults for development, in the order of the fuse wire, version 1. */
const wantedFuses = [
  ['RunAsNode', true],
  ['EnableCookieEncryption', false],
  ['EnableNodeOptionsEnvironmentVariable', true],
  ['EnableNodeCliInspectArguments', true],
  ['EnableEmbeddedAsarIntegrityValidation', false],
  ['OnlyLoadAppFromAsar', false],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', true],
];

/**
 * Sets the fuses of an Electron program to Electron's defaults by writing their bytes.
 * @param {string} path of the program
 * @throws {SetupFault} where the program has no fuse wire of version 1
 */
export async function setElectronFuses(path) {
  const program = await readFile(path);
  const at = program.indexOf(sentinel, 0, 'latin1');
  const wire = at + sentinel.length;
  if (at < 0 || program[wire] !== 1 || program.indexOf(sentinel, wire, 'latin1') >= 0) {
    throw new SetupFault(`${path} has no fuse wire of version 1.`, 'This is a defect of the set-up: please report it.');
  }
  const length = program[wire + 1] ?? 0;
  const fuses = Buffer.from(program.subarray(wire + 2, wire + 2 + length));
  for (const [index, [, on]] of wantedFuses.entries()) {
    if (index < length && fuses[index] !== removedFuse) fuses[index] = on ? 0x31 : 0x30;
  }
  const handle = await open(path, 'r+');
  try {
    await handle.write(fuses, 0, length, wire + 2);
  } finally {
    await handle.close();
  }
}
