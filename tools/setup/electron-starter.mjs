import { readFile, writeFile } from 'node:fs/promises';
import { sha256Of } from './file-sum.mjs';

const blockSize = 4 * 1024 * 1024;

/**
 * Writes the archive `default_app.asar` that Electron runs when its program is started with a folder: it starts that
 * folder's app (`electron-starter-main.mjs`).
 * @param {string} path
 */
export async function writeStarterArchive(path) {
  const main = await readFile(new URL('electron-starter-main.mjs', import.meta.url));
  const manifest = Buffer.from(
    JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.mjs' }),
  );
  await writeFile(path, asarArchive({ 'package.json': manifest, 'main.mjs': main }));
}

/**
 * An asar archive: a pickled JSON directory, then the files one after another.
 * @param {Readonly<Record<string, Buffer>>} files
 * @returns {Buffer}
 */
export function asarArchive(files) {
  let offset = 0;
  /** @type {Record<string, object>} */
  const directory = {};
  for (const [name, content] of Object.entries(files)) {
    const hash = sha256Of(content);
    const integrity = { algorithm: 'SHA256', hash, blockSize, blocks: [hash] };
    directory[name] = { size: content.length, offset: String(offset), integrity };
    offset += content.length;
  }
  const header = Buffer.from(JSON.stringify({ files: directory }));
  const padded = Math.ceil(header.length / 4) * 4;
  const start = Buffer.alloc(16 + padded);
  start.writeUInt32LE(4, 0);
  start.writeUInt32LE(padded + 8, 4);
  start.writeUInt32LE(padded + 4, 8);
  start.writeUInt32LE(header.length, 12);
  header.copy(start, 16);
  return Buffer.concat([start, ...Object.values(files)]);
}
