import type { PathKind } from '../../shared/latent-path';
import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { writeFileAtomically } from '../formats/atomic-write';
import { encodePng } from '../formats/png';
import { sheetOrigin } from './sheet-files';
import { composeTitledRow } from './titled-row';

export interface InterpolationSheet {
  readonly recipe: Recipe;
  /** Seed of both latents. */
  readonly latentSeed: number;
  /** λ of each image. */
  readonly shares: readonly number[];
  readonly path: PathKind;
  /** Picture pixels an image pixel. */
  readonly scale: number;
}

/** Writes images between two latents as one row, each titled with its λ. @throws StudioError where the file cannot be written */
export async function writeInterpolation(path: string, samples: Samples, sheet: InterpolationSheet): Promise<void> {
  const { recipe, latentSeed, shares, scale } = sheet;
  const text = {
    ...sheetOrigin(recipe, latentSeed),
    content: `${sheet.path} interpolation`,
    step: String(samples.step),
    shares: shares.map(String).join(' '),
    scale: String(scale),
  };
  await writeFileAtomically(path, encodePng(composeTitledRow(samples, shares.map(shareTitle), scale), text));
}

/** `λ = 0.25` */
export function shareTitle(share: number): string {
  return `λ = ${share.toFixed(2)}`;
}
