import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedTensor } from '../../../shared/tensor';
import { writeFileAtomically } from '../../formats/atomic-write';
import { FormatError } from '../../formats/format-error';
import { decodeSafetensors, encodeSafetensors } from '../../formats/safetensors';
import { systemErrorCode } from '../../formats/write-failure';
import { worded } from '../../../shared/wording/worded';

/**
 * What the weights come from: another version, training or data set is another file. A readable text, because it
 * stands in the file as well.
 */
export type ClassifierOrigin = string;

const format = 'gan-studio-digit-classifier';

/** Where the weights of an origin lie in a cache folder. */
export function classifierFile(folder: string, origin: ClassifierOrigin): string {
  return join(folder, `${sha256(Buffer.from(origin, 'utf8')).slice(0, 16)}.safetensors`);
}

/**
 * @returns null where there is no such file yet
 * @throws FormatError or the system's error where there is one that cannot be used
 */
export async function readClassifier(folder: string, origin: ClassifierOrigin): Promise<readonly NamedTensor[] | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(classifierFile(folder, origin));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
  return decode(bytes, origin);
}

/** @throws StudioError `disk-full`, `folder-not-writable` or `write-failed`; an old file is then untouched. */
export async function keepClassifier(
  folder: string,
  origin: ClassifierOrigin,
  tensors: readonly NamedTensor[],
): Promise<void> {
  const metadata = { format, origin, checksum: checksumOf(tensors) };
  const path = classifierFile(folder, origin);
  // a folder that cannot be made shows in the write, which says it in a sentence
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  await writeFileAtomically(path, encodeSafetensors(tensors, metadata));
}

function decode(bytes: Uint8Array, origin: ClassifierOrigin): readonly NamedTensor[] {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata['format'] !== format || metadata['origin'] !== origin) {
    throw new FormatError(worded('judge.otherWeights'));
  }
  if (metadata['checksum'] !== checksumOf(tensors)) throw new FormatError(worded('judge.checksum'));
  return tensors;
}

function checksumOf(tensors: readonly NamedTensor[]): string {
  return sha256(...tensors.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
}

function sha256(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
