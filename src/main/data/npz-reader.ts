import { basename } from 'node:path';
import { FormatError } from '../formats/format-error';
import { bytesPerNumber, type NpyHeader } from '../formats/npy-header';
import { arrayLayout } from './array-blocks';
import { byteSource } from './byte-source';
import { stampFiles } from './file-stamp';
import { nothingSkipped, type ImageBlock, type ImageReader } from './image-reader';
import { decodeLabels } from './npy-numbers';
import { npyBlocks, peekNpyHeader } from './npy-reader';
import { readingFailure } from './unreadable';
import { openZipArchive, readMember, type ZipArchive, type ZipMember } from '../formats/zip-archive';
import { worded } from '../../shared/wording/worded';

/** Names of arrays by part, the likeliest first; those of Keras and torch, and numpy.savez without names. */
const knownNames = {
  training: {
    images: ['x_train', 'train_images', 'images', 'x', 'data', 'arr_0'],
    labels: ['y_train', 'train_labels', 'labels', 'y', 'target', 'arr_1'],
  },
  test: { images: ['x_test', 'test_images'], labels: ['y_test', 'test_labels'] },
} as const;

type Part = keyof typeof knownNames;

/** Whether an archive holds arrays only, and so is a .npz file. */
export function isNpz(memberPaths: readonly string[]): boolean {
  return memberPaths.length > 0 && memberPaths.every((path) => path.endsWith('.npy'));
}

/**
 * Reads the images and labels of a NumPy archive block by block.
 *
 * @returns null where the archive has no such part; training images there must be
 * @throws StudioError `data-set-unreadable`
 */
export async function openNpzReader(file: string, part: Part): Promise<ImageReader | null> {
  try {
    const header = await findHeader(file, part);
    if (!header) {
      if (part === 'test') return null;
      throw new FormatError(worded('npz.noImages', { names: knownNames.training.images.join(', ') }));
    }
    const layout = arrayLayout(header.shape);
    return {
      name: basename(file).replace(/\.npz$/i, ''),
      format: 'npz',
      path: file,
      stamp: `${part}\n${await stampFiles([file])}`,
      expected: layout.count,
      classNames: null,
      size: layout,
      blocks: (_target, signal) => readBlocks(file, part, signal),
      findings: () => nothingSkipped,
    };
  } catch (error) {
    throw readingFailure(file, error);
  }
}

async function findHeader(file: string, part: Part): Promise<NpyHeader | null> {
  const archive = await openZipArchive(file);
  try {
    const images = findMember(archive, knownNames[part].images);
    return images && (await readHeader(images));
  } finally {
    archive.close();
  }
}

function findMember({ members }: ZipArchive, names: readonly string[]): ZipMember | null {
  const found = names.flatMap((name) => members.find(({ path }) => path.toLowerCase() === `${name}.npy`) ?? []);
  return found[0] ?? null;
}

async function readHeader(member: ZipMember): Promise<NpyHeader> {
  const source = byteSource(member.open());
  try {
    const header = await peekNpyHeader(source);
    if (header.fileBytes !== member.size) {
      throw new FormatError(
        worded('npz.size', { member: member.path, expected: header.fileBytes, found: member.size }),
      );
    }
    return header;
  } finally {
    await source.close();
  }
}

async function* readBlocks(file: string, part: Part, signal: AbortSignal): AsyncGenerator<ImageBlock> {
  const archive = await openZipArchive(file);
  try {
    const images = findMember(archive, knownNames[part].images);
    if (!images) throw new FormatError(worded('npz.changed'));
    const { shape } = await readHeader(images);
    const labels = await readLabels(findMember(archive, knownNames[part].labels), arrayLayout(shape).count);
    const source = byteSource(images.open());
    try {
      yield* npyBlocks(source, labels, signal);
    } finally {
      await source.close();
    }
  } catch (error) {
    throw readingFailure(file, error);
  } finally {
    archive.close();
  }
}

async function readLabels(member: ZipMember | null, imageCount: number): Promise<Uint16Array | null> {
  if (!member) return null;
  const { type, shape, start } = await readHeader(member);
  const [count = 0, second = 1] = shape;
  if (shape.length < 1 || shape.length > 2 || second !== 1) {
    throw new FormatError(worded('npz.noLabels', { member: member.path, shape: shape.join('x') }));
  }
  if (count !== imageCount)
    throw new FormatError(worded('npz.labelCount', { member: member.path, labels: count, images: imageCount }));
  const bytes = await readMember(member);
  return decodeLabels(type, bytes.subarray(start, start + count * bytesPerNumber(type)));
}
