import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { classify, placeOf, type Classified, type TreeFile } from './class-folders';
import { createImageFilesReading, evenly, type ImageFile } from './image-files';
import type { ImageReader } from './image-reader';
import { mapInOrder } from './in-order';
import { listTree } from './list-tree';
import { withMisplaced } from './misplaced';
import { readingFailure } from './unreadable';

interface FolderFile extends ImageFile {
  /** Milliseconds since 1970. */
  readonly changed: number;
}

const statsAtOnce = 64;

/**
 * Reads a folder of pictures; where they lie in sub-folders, those are the classes.
 *
 * @throws StudioError `data-set-unreadable` where the folder cannot be listed, holds nothing called like a picture or
 * only deeper than in sub-folders
 */
export async function openImageFolder(folder: string, signal: AbortSignal): Promise<ImageReader> {
  try {
    const tree = classify(await listTree(folder, signal));
    const images = await measureFiles(folder, tree, signal);
    const reading = createImageFilesReading();
    return {
      name: basename(folder),
      format: 'folder',
      path: folder,
      stamp: stampOf(images, tree),
      expected: images.length,
      classNames: tree.classNames,
      size: null,
      blocks: (target, stop) => reading.blocks(images, target, stop),
      spread: (count, target, stop) => createImageFilesReading().blocks(evenly(images, count), target, stop),
      findings: () => withMisplaced(reading.findings(), tree.misplaced),
    };
  } catch (error) {
    throw readingFailure(folder, error);
  }
}

/** A dangling link counts as an empty file, and so is passed over later. */
async function measureFiles(
  folder: string,
  { files }: Classified<TreeFile>,
  signal: AbortSignal,
): Promise<readonly FolderFile[]> {
  const measured: FolderFile[] = [];
  const measure = async ({ file, label }: (typeof files)[number]): Promise<FolderFile> => {
    const path = join(folder, ...file.folders, file.name);
    const { size, mtimeMs: changed } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
    return { place: placeOf(file), size, label, changed, read: () => readFile(path, { signal }) };
  };
  for await (const file of mapInOrder(files, statsAtOnce, measure)) {
    signal.throwIfAborted();
    measured.push(file);
  }
  return measured;
}

function stampOf(images: readonly FolderFile[], { misplaced }: Classified<TreeFile>): string {
  const hash = createHash('sha256');
  for (const { place, size, changed } of images) hash.update(`${place}\0${size}\0${changed}\n`);
  for (const { place } of misplaced) hash.update(`${place}\n`);
  return hash.digest('hex');
}
