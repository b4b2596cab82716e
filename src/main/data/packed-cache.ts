import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { saidPreparation, usualPreparation } from '../../shared/preparation';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { PackShape } from './image-reader';
import { keptInMemory, useInterval } from './packed-images';

const ending = '.pixels';
/** Hexadecimal digits of a hash in a name. */
const digits = 20;
const usualGigabytes = 20;
const gigabyte = 1e9;

/** What tells a packed file from others: where its images come from, what those files are like today, and the shape. */
export interface PackedOrigin {
  /** The same for all versions of a source. */
  readonly source: readonly unknown[];
  /** Changes with the source's files, and with what packing does to them. */
  readonly version: readonly unknown[];
  readonly shape: PackShape;
}

/** SOURCE-VERSION-SHAPE, so that the name alone tells which files are older versions of the same source. */
export function packedKey({ source, version, shape }: PackedOrigin): string {
  return `${hashOf(source)}-${hashOf(version)}-${shapeName(shape)}`;
}

/** Preparations lie beside each other like shapes do: none of them is older than the others. */
function shapeName({ side, channels, preparation = usualPreparation }: PackShape): string {
  const shape = `${side}x${side}x${channels}`;
  const said = saidPreparation(preparation).preparation;
  return said ? [shape, said.framing, said.filter, said.labels ? 'labels' : 'unlabelled'].join('-') : shape;
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, digits);
}

export function packedFile(folder: string, key: string): string {
  return join(folder, `${key}${ending}`);
}

/** How every unfinished file of a source begins. */
export function unfinishedPrefix(key: string): string {
  return `.${sourceOf(key)}-`;
}

/**
 * What all packed files together may take: GAN_STUDIO_DATA_CACHE_GB, else 20 GB. Bytes.
 *
 * @throws StudioError `invalid-request` where it is no number above zero
 */
export function mostCacheBytes(environment: NodeJS.ProcessEnv = process.env): number {
  const chosen = environment['GAN_STUDIO_DATA_CACHE_GB'];
  if (!chosen) return usualGigabytes * gigabyte;
  const gigabytes = Number(chosen);
  if (Number.isFinite(gigabytes) && gigabytes > 0) return gigabytes * gigabyte;
  throw new StudioError('invalid-request', worded('data.cacheSetting', { chosen }));
}

interface CacheEntry {
  readonly key: string;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/**
 * Removes older versions of the sources that were just packed, then the files that nobody used for longest until the
 * rest takes no more than `mostBytes`. What is read right now stays, and so do `current` ones even where they alone are
 * larger.
 *
 * @param current keys of the files that were just packed or opened
 */
export async function tidyCache(folder: string, current: readonly string[], mostBytes: number): Promise<void> {
  const entries = await listEntries(folder);
  const versions = new Map(current.map((key) => [sourceOf(key), versionOf(key)]));
  const isStale = ({ key }: CacheEntry): boolean =>
    versions.has(sourceOf(key)) && versions.get(sourceOf(key)) !== versionOf(key);
  const removable = entries.filter((entry) => !current.includes(entry.key) && !isInUse(entry));
  const oldestFirst = removable.toSorted((a, b) => a.usedAt - b.usedAt);
  let bytes = entries.reduce((sum, { size }) => sum + size, 0);
  for (const entry of [...oldestFirst.filter(isStale), ...oldestFirst.filter((one) => !isStale(one))]) {
    if (!isStale(entry) && bytes <= mostBytes) return;
    // another process may have removed it, or hold it open where that forbids removing it
    await rm(entry.file, { force: true }).catch(() => undefined);
    bytes -= entry.size;
  }
}

/** Removes the packed files of the same sources, in every shape; those that are read right now stay. */
export async function removePacked(folder: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const sources = new Set(keys.map(sourceOf));
  const entries = await listEntries(folder).catch(() => []);
  for (const entry of entries.filter((one) => sources.has(sourceOf(one.key)) && !isInUse(one))) {
    // as above: what cannot be removed now, the cap on their size removes later
    await rm(entry.file, { force: true }).catch(() => undefined);
  }
}

function sourceOf(key: string): string {
  return key.split('-')[0] ?? '';
}

function versionOf(key: string): string {
  return key.split('-')[1] ?? '';
}

/** Small sets are read whole when they are opened; larger ones are marked again and again while they are read. */
function isInUse({ size, usedAt }: CacheEntry): boolean {
  return size > keptInMemory && Date.now() - usedAt < 3 * useInterval;
}

async function listEntries(folder: string): Promise<readonly CacheEntry[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const entries = names.map(async (name): Promise<readonly CacheEntry[]> => {
    const file = join(folder, name);
    const stats = await stat(file).catch(() => null);
    return stats ? [{ key: name.slice(0, -ending.length), file, size: stats.size, usedAt: stats.mtimeMs }] : [];
  });
  return (await Promise.all(entries)).flat();
}
