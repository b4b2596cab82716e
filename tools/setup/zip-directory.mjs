import { open } from 'node:fs/promises';
import { SetupFault } from './setup-fault.mjs';

/**
 * @typedef {object} ZipEntry
 * @property {string} name with forward slashes, never absolute, never with `..`
 * @property {number} size in bytes, unpacked
 * @property {number} packedSize in bytes
 * @property {number} method 0 (stored) or 8 (deflated)
 * @property {number} crc CRC-32 of the unpacked bytes
 * @property {number} offset of its local header
 * @property {number} mode Unix permission and type bits, 0 where the archive tells none
 */

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const endSize = 22;

/**
 * The fault of an archive that is not as it should be.
 * @param {string} path
 * @param {string} why
 */
export function damagedArchive(path, why) {
  return new SetupFault(
    `The archive ${path} is damaged: ${why}.`,
    'Start again: it is fetched anew. If that does not help, run `npm cache clean --force` and `pip cache purge`.',
  );
}

/**
 * Reads the directory of a zip file, strictly: one disk, no encryption, no Zip64, no name twice, no name that leads out
 * of the folder.
 * @param {string} path
 * @returns {Promise<readonly ZipEntry[]>}
 * @throws {SetupFault} naming the file and what is wrong with it
 */
export async function readZipDirectory(path) {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const tailSize = Math.min(size, endSize + 0xffff);
    const tail = await readExactly(handle, size - tailSize, tailSize, path);
    const end = findEnd(tail, path);
    const count = end.readUInt16LE(10);
    const directorySize = end.readUInt32LE(12);
    const directoryOffset = end.readUInt32LE(16);
    if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(8) !== count)
      throw damagedArchive(path, 'it spans several disks');
    if (count === 0xffff || directoryOffset === 0xffffffff)
      throw damagedArchive(path, 'it is a Zip64 archive, which is not expected');
    if (directoryOffset + directorySize > size) throw damagedArchive(path, 'it ends too early');
    return parseDirectory(await readExactly(handle, directoryOffset, directorySize, path), count, path);
  } finally {
    await handle.close();
  }
}

/**
 * Reads so many bytes of a file, or calls it damaged.
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {number} position
 * @param {number} length
 * @param {string} path
 */
export async function readExactly(handle, position, length, path) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw damagedArchive(path, 'it ends too early');
  return buffer;
}

/**
 * @param {Buffer} tail
 * @param {string} path
 */
function findEnd(tail, path) {
  for (let at = tail.length - endSize; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endSignature && at + endSize + tail.readUInt16LE(at + 20) === tail.length) {
      return tail.subarray(at);
    }
  }
  throw damagedArchive(path, 'its end record is missing');
}

/**
 * @param {Buffer} directory
 * @param {number} count
 * @param {string} path
 */
function parseDirectory(directory, count, path) {
  /** @type {ZipEntry[]} */
  const entries = [];
  const names = new Set();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== centralSignature) {
      throw damagedArchive(path, `entry ${index + 1} of its directory cannot be read`);
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    requireSafeName(name, path);
    if (names.has(name)) throw damagedArchive(path, `it has the name ${name} twice`);
    names.add(name);
    const method = directory.readUInt16LE(at + 10);
    if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw damagedArchive(path, `${name} is encrypted`);
    if (method !== 0 && method !== 8) throw damagedArchive(path, `${name} is packed by the unknown method ${method}`);
    entries.push({
      name,
      method,
      crc: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {string} name
 * @param {string} path
 */
function requireSafeName(name, path) {
  const parts = name.replace(/\/$/, '').split('/');
  const bad = parts.some((part) => part === '' || part === '.' || part === '..') || /[\\\0]|^[A-Za-z]:/.test(name);
  if (bad) throw damagedArchive(path, `it has the unsafe name ${JSON.stringify(name)}`);
}
