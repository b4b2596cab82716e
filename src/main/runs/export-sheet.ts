import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { writeFileAtomically } from '../formats/atomic-write';
import { encodeNpy } from '../formats/npy';
import { asciiJson } from '../formats/png';
import { sheetPng, type SheetLayout } from './sheet';
import { sheetOrigin } from './sheet-files';

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
