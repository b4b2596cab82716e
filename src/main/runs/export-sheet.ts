import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { writeFileAtomically } from '../formats/atomic-write';
import { encodeNpy } from '../formats/npy';
import { asciiJson } from '../formats/png';
import { readRecipe } from './run-record';
import { readSheet, sheetPng, type SheetLayout } from './sheet';
import { newestSheet, sheetOrigin } from './sheet-files';

export interface SheetRequest extends SheetLayout {
  readonly recipe: Recipe;
  /** Seed of the latents that the samples were drawn from. */
  readonly latentSeed: number;
}

/** Writes samples as a PNG sheet. @throws StudioError where the file cannot be written */
export async function writeSheet(path: string, samples: Samples, request: SheetRequest): Promise<void> {
  await writeFileAtomically(path, encodeSheet(samples, request));
}

/** The PNG file of a sheet, with its origin in its text and the whole recipe, so that it can be trained again. */
export function encodeSheet(samples: Samples, request: SheetRequest): Uint8Array {
  const { recipe, latentSeed } = request;
  return sheetPng(samples, { ...request, text: sheetOrigin(recipe, latentSeed), longText: asciiJson(recipe) });
}

/** Writes samples as a NumPy array, uint8 [count, height, width, channels]. @throws StudioError as above */
export async function writeSamplesArray(path: string, samples: Samples): Promise<void> {
  await writeFileAtomically(path, encodeNpy(samples.shape, samples.pixels));
}

export interface SheetExport {
  readonly runFolder: string;
  /** Null: the newest stored sheet. */
  readonly samples: Samples | null;
  /** Rows as well: 8 shows the first 64 samples, 10 shows 100. */
  readonly columns: number;
  readonly scale: number;
  readonly path: string;
}

/**
 * Writes a square sheet of a run's fixed latents.
 *
 * @returns the step that it shows
 * @throws StudioError `run-unreadable` where the run has no sheet yet, or what writing throws
 */
export async function exportSheet({
  runFolder,
  samples,
  columns,
  scale,
  path,
}: SheetExport): Promise<{ step: number }> {
  const shown = samples ?? (await readNewest(runFolder));
  const recipe = await readRecipe(runFolder);
  await writeSheet(path, shown, { columns, rows: columns, scale, recipe, latentSeed: recipe.seed });
  return { step: shown.step };
}

async function readNewest(runFolder: string): Promise<Samples> {
  const file = await newestSheet(runFolder);
  if (file !== null) return readSheet(file);
  throw new StudioError('run-unreadable', `The run ${runFolder} has no sheet yet; wait until it has drawn the first.`);
}
