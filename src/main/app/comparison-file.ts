/** The comparisons that a person keeps: one JSON file in the folder of the window's own data. */
import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { savedComparisonSchema, type SavedComparison, type SavedComparisons } from '../../shared/comparison';
import { failure, toldOf } from '../../shared/result';
import { worded, type Worded } from '../../shared/wording/worded';
import { createSerialQueue } from '../runs/serial-queue';
import { writeJson } from '../runs/write-json';

const fileSchema = z.strictObject({ formatVersion: z.literal(1), comparisons: z.array(savedComparisonSchema) });

export interface ComparisonFile {
  list(): Promise<SavedComparisons>;
  /** Keeps one, in place of the one with the same id. @throws StudioError as `writeJson` */
  save(comparison: SavedComparison): Promise<SavedComparisons>;
  /** @throws StudioError as `writeJson` */
  remove(id: string): Promise<SavedComparisons>;
}

/** A damaged file is put aside, told of, and never written over. @param path absolute */
export function openComparisonFile(path: string, now: () => Date = () => new Date()): ComparisonFile {
  const queue = createSerialQueue();

  async function read(): Promise<SavedComparisons> {
    try {
      const { comparisons } = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      return { comparisons, problem: null };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        return { comparisons: [], problem: null };
      return { comparisons: [], problem: await putAside(error) };
    }
  }

  async function putAside(error: unknown): Promise<Worded> {
    const reason = error instanceof z.ZodError ? worded('file.notStudios') : toldOf(failure(error));
    const aside = `${path}.damaged-${now().toISOString().replace(/[:.]/g, '-')}`;
    try {
      await rename(path, aside);
      return worded('file.comparisons', { path, reason, aside });
    } catch (cause) {
      return worded('file.comparisonsStuck', { path, reason, cause: toldOf(failure(cause)) });
    }
  }

  async function change(
    edit: (known: readonly SavedComparison[]) => readonly SavedComparison[],
  ): Promise<SavedComparisons> {
    const { comparisons, problem } = await read();
    const next = edit(comparisons);
    await writeJson(path, { formatVersion: 1, comparisons: next });
    return { comparisons: next, problem };
  }

  return {
    list: () => queue(read),
    save: (comparison) =>
      queue(() => change((known) => [comparison, ...known.filter(({ id }) => id !== comparison.id)])),
    remove: (id) => queue(() => change((known) => known.filter((other) => other.id !== id))),
  };
}
