import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, stat, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { damagedArchive, readExactly, readZipDirectory } from './zip-directory.mjs';

/** @typedef {import('./zip-directory.mjs').ZipEntry} ZipEntry */

const localSignature = 0x04034b50;
const symbolicLink = 0o120000;
const typeMask = 0o170000;

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
 * @param {ZipEntry} entry
 * @param {string} path
 */
async function dataOffset(handle, entry, path) {
  const header = await readExactly(handle, entry.offset, 30, path);
  if (header.readUInt32LE(0) !== localSignature) throw damagedArchive(path, `the header of ${entry.name} is missing`);
  const nameLength = header.readUInt16LE(26);
  const name = (await readExactly(handle, entry.offset + 30, nameLength, path)).toString('utf8');
  if (name !== entry.name)
    throw damagedArchive(path, `${entry.name} is called ${JSON.stringify(name)} in its own header`);
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
    throw damagedArchive(path, `the link ${entry.name} leads out of the folder`);
  }
  await symlink(destination, join(folder, target));
}

/**
 * @param {{ crc: number, size: number }} sum
 * @param {ZipEntry} entry
 * @param {string} path
 */
function requireSum(sum, entry, path) {
  if (sum.size !== entry.size)
    throw damagedArchive(path, `${entry.name} has ${sum.size} bytes instead of ${entry.size}`);
  if (sum.crc !== entry.crc) throw damagedArchive(path, `the checksum of ${entry.name} is wrong`);
}

/**
 * @param {unknown} thrown
 * @param {string} path
 * @param {ZipEntry} entry
 */
function asDamage(thrown, path, entry) {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return code.startsWith('Z_') ? damagedArchive(path, `${entry.name} cannot be unpacked (${code})`) : thrown;
}
