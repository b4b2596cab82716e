import { readFile, readdir, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { classify, type TreeFile } from './class-folders';
import { createImageFilesReading, type ImageFile } from './image-files';
import type { ImageReader } from './image-reader';
import { mapInOrder } from './in-order';
import { readingFailure, unreadable } from './unreadable';
import { withMisplaced } from './misplaced';

interface FolderFile extends TreeFile {
  readonly path: string;
  readonly size: number;
  readonly changed: number;
}

const statsAtOnce = 64;

/**
 * Reads a folder of pictures; where they lie in sub-folders, those are the classes.
 *
 * @throws StudioError `data-set-unreadable` where the folder cannot be listed or holds nothing called like a picture
 */
export async function openImageFolder(folder: string, signal: AbortSignal): Promise<ImageReader> {
  try {
    const all = await listTwoLevels(folder, signal);
    const { files, classNames, misplaced } = classify(all);
    if (files.length === 0) throw unreadable(folder, 'it holds no pictures, neither directly nor in sub-folders');
    const images = files.map(({ file, label }): ImageFile => {
      const { path, size, folders, name } = file;
      return { place: [...folders, name].join('/'), size, label, read: () => readFile(path, { signal }) };
    });
    const reading = createImageFilesReading();
    return {
      name: basename(folder),
      format: 'folder',
      path: folder,
      stamp: stampOf(all),
      expected: images.length,
      classNames,
      size: null,
      blocks: (target, stop) => reading.blocks(images, target, stop),
      findings: () => withMisplaced(reading.findings(), misplaced),
    };
  } catch (error) {
    throw readingFailure(folder, error);
  }
}

/** Whatever lies directly in the folder or in one of its sub-folders; hidden names are passed over. */
async function listTwoLevels(folder: string, signal: AbortSignal): Promise<readonly FolderFile[]> {
  const top = await listFolder(folder, [], signal);
  const files = [...top.files];
  for (const name of top.folders) {
    const below = await listFolder(join(folder, name), [name], signal);
    files.push(...below.files);
  }
  return files;
}

interface Listing {
  readonly files: readonly FolderFile[];
  readonly folders: readonly string[];
}

async function listFolder(folder: string, folders: readonly string[], signal: AbortSignal): Promise<Listing> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const files: FolderFile[] = [];
  const found: string[] = [];
  const look = async (name: string) => ({ name, stats: await stat(join(folder, name)).catch(() => null) });
  for await (const { name, stats } of mapInOrder(names, statsAtOnce, look)) {
    signal.throwIfAborted();
    if (stats?.isDirectory()) found.push(name);
    // a pipe or a device would be waited for; a dangling link counts as an empty file and is passed over later
    else if (!stats || stats.isFile()) {
      files.push({ path: join(folder, name), folders, name, size: stats?.size ?? 0, changed: stats?.mtimeMs ?? 0 });
    }
  }
  return { files, folders: found };
}

function stampOf(files: readonly FolderFile[]): string {
  const hash = createHash('sha256');
  for (const { path, size, changed } of files) hash.update(`${path}\0${size}\0${changed}\n`);
  return hash.digest('hex');
}
