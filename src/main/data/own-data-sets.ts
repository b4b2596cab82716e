/** The data sets that a person imported: one JSON file each in one folder, named after the hash of its source. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { DataSetCard } from '../../shared/ipc';
import type { OwnDataSets } from '../../shared/own-data-sets';
import { importOptionsSchema } from '../../shared/preparation';
import { StudioError } from '../../shared/studio-error';
import { worded, type Worded } from '../../shared/wording/worded';
import { writeFileAtomically } from '../formats/atomic-write';
import { parseStrictJson } from '../formats/strict-json';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { FormatError } from '../formats/format-error';
import { toldBy } from '../formats/told-by';
import { removePacked } from './packed-cache';
import { sourceState } from './source-state';
import { saying, firstProblem } from '../../shared/wording/value-words';

const kept = '.json';
/** Out of the gallery, but not yet beyond taking it back. */
const removed = '.removed';
const damaged = '.damaged';
const mostFileBytes = 16 * 1024 * 1024;
const digits = 20;

const count = z.int().min(0);

const entrySchema = z.strictObject({
  formatVersion: z.literal(1),
  /** Absolute path of the folder, archive or file. */
  source: z.string().min(1).max(4096),
  name: z.string(),
  format: z.string(),
  options: importOptionsSchema,
  imageCount: z.int().min(1),
  testImageCount: count,
  classCounts: z.array(count).max(65_536).nullable(),
  classNames: z.array(z.string()).max(65_536).nullable(),
  skippedCount: count,
  /** As `quickStamp` tells it. */
  stamp: z.string(),
  /** ISO 8601. */
  importedAt: z.iso.datetime(),
  /** Keys of its packed files. */
  packed: z.array(z.string().regex(/^[\w-]{1,200}$/)).max(2),
  thumbnail: z
    .strictObject({
      /** [count, side, side, channels] */
      shape: z.tuple([
        z.int().min(1).max(64),
        z.int().min(1).max(128),
        z.int().min(1).max(128),
        z.union([z.literal(1), z.literal(3)]),
      ]),
      /** Base64 of 0 to 255. */
      pixels: z.string().regex(/^[A-Za-z\d+/]*={0,2}$/),
    })
    .refine(
      ({ shape, pixels }) => Buffer.from(pixels, 'base64').length === shape.reduce((a, b) => a * b),
      saying(worded('value.thumbnail')),
    ),
});

export type OwnDataSetEntry = Readonly<z.infer<typeof entrySchema>>;

/** Newest first; a folder that is not there holds none. What cannot be understood is put aside and told. */
export async function listOwnDataSets(folder: string): Promise<OwnDataSets> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(kept));
  const read = await Promise.all(names.map((name) => readOrPutAside(folder, name)));
  const entries = read.flatMap((one) => ('key' in one ? [] : [one]));
  const newestFirst = entries.toSorted((a, b) => (a.importedAt < b.importedAt ? 1 : -1));
  return {
    cards: await Promise.all(newestFirst.map(cardOf)),
    damaged: read.filter((one) => 'key' in one),
  };
}

/** Takes the place of an earlier import of the same source. @throws StudioError as writing does */
export async function keepOwnDataSet(folder: string, entry: OwnDataSetEntry): Promise<DataSetCard> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, folder);
  });
  await writeFileAtomically(fileOf(folder, entry.source, kept), `${JSON.stringify(entry)}\n`);
  await rm(fileOf(folder, entry.source, removed), { force: true });
  return cardOf(entry);
}

/** Takes a data set out of the gallery; the person's own files stay. @throws StudioError where it is not in it */
export async function removeOwnDataSet(folder: string, source: string): Promise<void> {
  await move(folder, source, kept, removed);
}

/** Takes back `removeOwnDataSet`. @throws StudioError where that is too late */
export async function restoreOwnDataSet(folder: string, source: string): Promise<void> {
  await move(folder, source, removed, kept);
}

/** Forgets for good what was removed, with its packed images. */
export async function forgetRemoved(folder: string, cacheFolder: string): Promise<void> {
  for (const name of (await namesIn(folder)).filter((one) => one.endsWith(removed))) {
    const entry = await readEntry(join(folder, name)).catch(() => null);
    await removePacked(cacheFolder, entry?.packed ?? []);
    await rm(join(folder, name), { force: true });
  }
}

async function move(folder: string, source: string, from: string, to: string): Promise<void> {
  try {
    await rename(fileOf(folder, source, from), fileOf(folder, source, to));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw writeFailure(error, folder);
    throw new StudioError('invalid-request', worded('data.notKept', { source, folder }));
  }
}

function fileOf(folder: string, source: string, ending: string): string {
  return join(folder, `${createHash('sha256').update(source).digest('hex').slice(0, digits)}${ending}`);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.'));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** @returns a sentence where it was put aside */
async function readOrPutAside(folder: string, name: string): Promise<OwnDataSetEntry | Worded> {
  const file = join(folder, name);
  try {
    return await readEntry(file);
  } catch (error) {
    const aside = `${file}${damaged}`;
    const put = await rename(file, aside).then(
      () => worded('data.keptAs', { name: basename(aside) }),
      () => worded('data.stays'),
    );
    return worded('data.entryDamaged', { file, reason: toldBy(error), put });
  }
}

async function readEntry(file: string): Promise<OwnDataSetEntry> {
  const { size } = await stat(file);
  if (size > mostFileBytes) throw new FormatError(worded('bytes.tooLarge', { bytes: size, most: mostFileBytes }));
  const read = parseStrictJson(await readFile(file, 'utf8'));
  const checked = entrySchema.safeParse(read);
  if (checked.success) return checked.data;
  throw new FormatError(firstProblem(checked.error, read));
}

async function cardOf(entry: OwnDataSetEntry): Promise<DataSetCard> {
  const { source, name, format, options, imageCount, testImageCount, classCounts, classNames, skippedCount } = entry;
  const { side, channels } = options;
  const pixels = Uint8Array.from(Buffer.from(entry.thumbnail.pixels, 'base64'));
  return {
    ...{ source, name, imageCount, testImageCount, classCounts, classNames },
    imageShape: [side, side, channels],
    thumbnail: { step: 0, shape: entry.thumbnail.shape, pixels },
    own: { format, options, skippedCount, state: await sourceState(source, entry.stamp) },
  };
}
