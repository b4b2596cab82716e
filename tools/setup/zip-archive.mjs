import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, stat, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
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
const localSignature = 0x04034b50;
const endSize = 22;
const symbolicLink = 0o120000;
const typeMask = 0o170000;

/**
 * @param {string} path
 * @param {string} why
 */
function damaged(path, why) {
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
    if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(8) !== count) throw damaged(path, 'it spans several disks');
    if (count === 0xffff || directoryOffset === 0xffffffff)
      throw damaged(path, 'it is a Zip64 archive, which is not expected');
    if (directoryOffset + directorySize > size) throw damaged(path, 'it ends too early');
    return parseDirectory(await readExactly(handle, directoryOffset, directorySize, path), count, path);
  } finally {
    await handle.close();
  }
}

/**
 * Unpacks chosen entries of a zip file and checks size and CRC of each.
 * @param {string} path
 * @param {string} folder receives the files
 * @param {(entry: ZipEntry) => string | undefined} choose the path below `folder` that an entry goes to, or undefined to
 *   leave it out
 * @param {(bytes: number, total: number) => void} [onProgress] unpacked bytes so far, and of all chosen
 * @returns {Promise<readonly string[]>} the chosen paths, in the archive's order
 * @throws {SetupFault} where the archive is damaged
 */
export async function extractZip(path, folder, choose, onProgress) {
  const chosen = (await readZipDirectory(path)).flatMap((entry) => {
    const target = entry.name.endsWith('/') ? undefined : choose(entry);
    return target === undefined ? [] : [{ entry, target }];
  });
  const total = chosen.reduce((sum, { entry }) => sum + entry.size, 0);
  let written = 0;
  const handle = await open(path, 'r');
  try {
    for (const { entry, target } of chosen) {
      const file = join(folder, target);
      await mkdir(dirname(file), { recursive: true });
      const start = await dataOffset(handle, entry, path);
      if ((entry.mode & typeMask) === symbolicLink) {
        await extractLink(path, entry, start, folder, target);
        continue;
      }
      await extractFile(path, entry, start, file, (bytes) => onProgress?.((written += bytes), total));
    }
  } finally {
    await handle.close();
  }
  return chosen.map(({ target }) => target);
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {number} position
 * @param {number} length
 * @param {string} path
 */
async function readExactly(handle, position, length, path) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw damaged(path, 'it ends too early');
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
  throw damaged(path, 'its end record is missing');
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
      throw damaged(path, `entry ${index + 1} of its directory cannot be read`);
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    requireSafeName(name, path);
    if (names.has(name)) throw damaged(path, `it has the name ${name} twice`);
    names.add(name);
    const method = directory.readUInt16LE(at + 10);
    if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw damaged(path, `${name} is encrypted`);
    if (method !== 0 && method !== 8) throw damaged(path, `${name} is packed by the unknown method ${method}`);
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
  if (bad) throw damaged(path, `it has the unsafe name ${JSON.stringify(name)}`);
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {ZipEntry} entry
 * @param {string} path
 */
async function dataOffset(handle, entry, path) {
  const header = await readExactly(handle, entry.offset, 30, path);
  if (header.readUInt32LE(0) !== localSignature) throw damaged(path, `the header of ${entry.name} is missing`);
  const nameLength = header.readUInt16LE(26);
  const name = (await readExactly(handle, entry.offset + 30, nameLength, path)).toString('utf8');
  if (name !== entry.name) throw damaged(path, `${entry.name} is called ${JSON.stringify(name)} in its own header`);
  return entry.offset + 30 + nameLength + header.readUInt16LE(28);
}

/**
 * Passes bytes on while it counts and sums them.
 * @param {(bytes: number) => void} onBytes
 */
function checkingStream(onBytes) {
  const sum = { crc: 0, size: 0 };
  const stream = new Transform({
    transform(/** @type {Buffer} */ chunk, _encoding, done) {
      sum.crc = crc32(chunk, sum.crc);
      sum.size += chunk.length;
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  return { sum, stream };
}

/**
 * @param {string} path
 * @param {ZipEntry} entry
 * @param {number} start
 */
function packedStream(path, entry, start) {
  if (entry.packedSize === 0) return Readable.from([]);
  return createReadStream(path, { start, end: start + entry.packedSize - 1, highWaterMark: 1 << 18 });
}

/**
 * @param {string} path
 * @param {ZipEntry} entry
 * @param {number} start
 * @param {string} file
 * @param {(bytes: number) => void} onBytes
 */
async function extractFile(path, entry, start, file, onBytes) {
  const { sum, stream } = checkingStream(onBytes);
  const packed = packedStream(path, entry, start);
  const target = createWriteStream(file, { flags: 'wx' });
  try {
    if (entry.method === 0) await pipeline(packed, stream, target);
    else await pipeline(packed, createInflateRaw({ chunkSize: 1 << 18 }), stream, target);
  } catch (thrown) {
    throw asDamage(thrown, path, entry);
  }
  requireSum(sum, entry, path);
  const written = (await stat(file)).size;
  if (written !== entry.size) {
    const error = new Error(`${file} has ${written} bytes instead of ${entry.size}`);
    throw Object.assign(error, { code: 'ENOSPC' });
  }
  if ((entry.mode & 0o111) !== 0) await chmod(file, 0o755);
}

/**
 * @param {string} path
 * @param {ZipEntry} entry
 * @param {number} start
 * @param {string} folder
 * @param {string} target
 */
async function extractLink(path, entry, start, folder, target) {
  const { sum, stream } = checkingStream(() => undefined);
  /** @type {Buffer[]} */
  const chunks = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const packed = packedStream(path, entry, start);
  try {
    if (entry.method === 0) await pipeline(packed, stream, sink);
    else await pipeline(packed, createInflateRaw(), stream, sink);
  } catch (thrown) {
    throw asDamage(thrown, path, entry);
  }
  requireSum(sum, entry, path);
  const destination = Buffer.concat(chunks).toString('utf8');
  const inside = relative(folder, resolve(folder, dirname(target), destination));
  if (isAbsolute(destination) || inside.startsWith('..') || isAbsolute(inside)) {
    throw damaged(path, `the link ${entry.name} leads out of the folder`);
  }
  await symlink(destination, join(folder, target));
}

/**
 * @param {{ crc: number, size: number }} sum
 * @param {ZipEntry} entry
 * @param {string} path
 */
function requireSum(sum, entry, path) {
  if (sum.size !== entry.size) throw damaged(path, `${entry.name} has ${sum.size} bytes instead of ${entry.size}`);
  if (sum.crc !== entry.crc) throw damaged(path, `the checksum of ${entry.name} is wrong`);
}

/**
 * @param {unknown} thrown
 * @param {string} path
 * @param {ZipEntry} entry
 */
function asDamage(thrown, path, entry) {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return code.startsWith('Z_') ? damaged(path, `${entry.name} cannot be unpacked (${code})`) : thrown;
}
