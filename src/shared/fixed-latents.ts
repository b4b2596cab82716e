import { drawLatents } from './latents';
import { randomStreams } from './random';
import type { Recipe } from './recipe';
import { sheetSampleCount } from './run';

/** Latents of the sheet that is drawn again and again: [sheetSampleCount, latent size]. */
export function drawFixedLatents({ seed, latent }: Pick<Recipe, 'seed' | 'latent'>): Float32Array {
  return drawLatents(latent, { seed, stream: randomStreams.fixedLatents, step: 0 }, sheetSampleCount);
}
