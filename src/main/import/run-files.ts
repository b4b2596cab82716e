import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FormatError } from '../formats/format-error';
import { openZipArchive, type ZipArchive } from '../formats/zip-archive';
import type { RunFile } from '../runs/adopt-run';
import { runRoot } from './run-archive';
import { worded } from '../../shared/wording/worded';

/** A run that lies somewhere else, ready to be copied. */
export interface ForeignRun {
  /** Of its folder. */
  readonly name: string;
  readonly files: readonly RunFile[];
  /** What is not a plain file, and stays behind. */
  readonly links: readonly string[];
  close(): void;
}

const mostFiles = 100_000;
const mostBytes = 20 * 1024 ** 3;
const freeBytes = 64 * 1024 ** 2;
const mostGrowth = 200;

/** @throws FormatError where it holds more files than a run may */
export async function openRunFolder(folder: string): Promise<ForeignRun> {
  const files: RunFile[] = [];
  const links: string[] = [];
  async function visit(inside: readonly string[]): Promise<void> {
    for (const name of (await readdir(join(folder, ...inside))).sort()) {
      const parts = [...inside, name];
      const path = join(folder, ...parts);
      // links are not followed: they may lead anywhere
      const found = await lstat(path);
      if (found.isDirectory() && parts.length < 3) await visit(parts);
      else if (found.isFile())
        files.push({ path: parts.join('/'), size: found.size, open: () => createReadStream(path) });
      else links.push(parts.join('/'));
      if (files.length > mostFiles) throw new FormatError(worded('import.files', { most: mostFiles }));
    }
  }
  await visit([]);
  return { name: basename(folder), files, links, close: () => undefined };
}

/** @throws FormatError where it holds no run, or unpacks to more than a run may */
export async function openRunArchive(file: string): Promise<ForeignRun> {
  const archive = await openZipArchive(file);
  try {
    return { ...filesOf(archive, basename(file), (await stat(file)).size), close: () => archive.close() };
  } catch (error) {
    archive.close();
    throw error;
  }
}

function filesOf({ members }: ZipArchive, fileName: string, packedBytes: number): Omit<ForeignRun, 'close'> {
  const root = runRoot(members.map(({ path }) => path));
  if (root === null) throw new FormatError(worded('import.noRun'));
  const inside = members.filter(({ path }) => path.startsWith(root));
  const bytes = inside.reduce((sum, { size }) => sum + size, 0);
  if (bytes > mostBytes || (bytes > freeBytes && bytes > mostGrowth * packedBytes)) {
    throw new FormatError(worded('import.unpacks', { bytes }));
  }
  if (inside.length > mostFiles) throw new FormatError(worded('import.files', { most: mostFiles }));
  const files = inside.map(({ path, size, open }) => ({ path: path.slice(root.length), size, open }));
  const name = root === '' ? fileName.replace(/\.zip$/i, '') : root.slice(0, -1);
  return { name, files, links: [] };
}
