import { basename } from 'node:path';
import { classify, type TreeFile } from './class-folders';
import { stampFiles } from './file-stamp';
import { createImageFilesReading, evenly, type ImageFile } from './image-files';
import type { ImageBlock, ImageReader, PackShape } from './image-reader';
import { withMisplaced } from './misplaced';
import { readingFailure } from './unreadable';
import { openZipArchive, readMember, type ZipMember } from '../formats/zip-archive';

interface ZipFileOfTree extends TreeFile {
  readonly member: ZipMember;
}

/**
 * Reads the pictures of a ZIP archive without unpacking it to the disk; folders in it are classes as on the disk.
 *
 * @throws StudioError `data-set-unreadable`
 */
export async function openImageZip(file: string): Promise<ImageReader> {
  try {
    const tree = classify(await listTree(file));
    const reading = createImageFilesReading();
    return {
      name: basename(file).replace(/\.zip$/i, ''),
      format: 'zip',
      path: file,
      stamp: await stampFiles([file]),
      expected: tree.files.length,
      classNames: tree.classNames,
      size: null,
      blocks: (target, signal) => readBlocks(file, reading.blocks, target, signal),
      spread: (count, target, signal) =>
        readBlocks(
          file,
          (images, ...rest) => createImageFilesReading().blocks(evenly([...images], count), ...rest),
          target,
          signal,
        ),
      findings: () => withMisplaced(reading.findings(), tree.misplaced),
    };
  } catch (error) {
    throw readingFailure(file, error);
  }
}

async function listTree(file: string): Promise<readonly ZipFileOfTree[]> {
  const archive = await openZipArchive(file);
  archive.close();
  return asTree(archive.members);
}

function asTree(members: readonly ZipMember[]): readonly ZipFileOfTree[] {
  return members.flatMap((member) => {
    const folders = member.path.split('/');
    const name = folders.pop() ?? '';
    // what macOS adds beside the files themselves
    const isHidden = [...folders, name].some((part) => part.startsWith('.') || part === '__MACOSX');
    return isHidden ? [] : [{ folders, name, member }];
  });
}

async function* readBlocks(
  file: string,
  read: ReturnType<typeof createImageFilesReading>['blocks'],
  target: PackShape,
  signal: AbortSignal,
): AsyncGenerator<ImageBlock> {
  try {
    const archive = await openZipArchive(file);
    try {
      const images = classify(asTree(archive.members)).files.map(({ file: { member }, label }): ImageFile => {
        return { place: member.path, size: member.size, label, read: () => readMember(member) };
      });
      yield* read(images, target, signal);
    } finally {
      archive.close();
    }
  } catch (error) {
    throw readingFailure(file, error);
  }
}
