import { join } from 'node:path';
import { z } from 'zod';
import { recipeSchema, type Recipe } from '../../shared/recipe';
import { runRecordSchema, type RunRecord, type RunState } from '../../shared/run';
import { readJson, readJsonAtOnce } from './read-json';
import { runLayout } from './run-layout';
import { readWriterState } from './writer-lock';

/** @throws StudioError `run-unreadable` */
export function readRunRecord(runFolder: string): Promise<RunRecord> {
  return readJson(join(runFolder, runLayout.record), runRecordSchema);
}

/** @throws StudioError `run-unreadable` */
export function readRecipe(runFolder: string): Promise<Recipe> {
  return readJson(join(runFolder, runLayout.recipe), recipeSchema);
}

/** What a list shows of a recipe: lenient, so that a run of a newer studio is still listed. */
const recipeHeadSchema = z.object({
  preset: z.string(),
  seed: z.number(),
  schedule: z.object({ length: z.object({ unit: z.enum(['steps', 'epochs', 'minutes']), amount: z.number() }) }),
});
export type RecipeHead = Readonly<z.infer<typeof recipeHeadSchema>>;

/** @throws StudioError `run-unreadable` */
export function readRecipeHead(runFolder: string): Promise<RecipeHead> {
  return readJson(join(runFolder, runLayout.recipe), recipeHeadSchema);
}

/** @throws StudioError `run-unreadable` */
export function readRecipeHeadAtOnce(runFolder: string): RecipeHead {
  return readJsonAtOnce(join(runFolder, runLayout.recipe), recipeHeadSchema, undefined, parseWithoutNetworks);
}

/** As the studio writes it: a line break cannot stand inside a JSON text, so nothing else begins or ends like this. */
const networksBegin = Buffer.from('\n  "networks": {\n');
const networksEnd = Buffer.from('\n  },\n');

/** Both networks are most of a recipe, and the list shows nothing of them: ten thousand make a lot of garbage. */
function parseWithoutNetworks(bytes: Buffer): unknown {
  const begin = bytes.indexOf(networksBegin);
  const end = bytes.indexOf(networksEnd, begin);
  if (begin < 0 || end < 0) return JSON.parse(bytes.toString('utf8'));
  return JSON.parse(bytes.toString('utf8', 0, begin) + bytes.toString('utf8', end + networksEnd.length - 1));
}

/** @throws StudioError `run-unreadable` */
export function readRunRecordAtOnce(runFolder: string): RunRecord {
  return readJsonAtOnce(join(runFolder, runLayout.record), runRecordSchema);
}

/**
 * run.json, and the state with `interrupted` derived: it says running but its writer is gone.
 *
 * @throws StudioError `run-unreadable`
 */
export async function readRunState(runFolder: string): Promise<{ record: RunRecord; state: RunState }> {
  // the lock first: a writer that ends in between has written its last run.json before it gave the lock back
  const { alive } = await readWriterState(runFolder);
  const record = await readRunRecord(runFolder);
  return { record, state: record.state === 'running' && !alive ? 'interrupted' : record.state };
}
