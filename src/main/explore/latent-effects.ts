import type { DimensionEffect, Drawing, LatentEffects, LatentRows } from '../../shared/explore';
import { normalisedTogether } from '../../shared/explore';
import { imageMeasureNames, measureImage, type ImageMeasures } from '../../shared/image-measures';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import { latentEnds } from '../../shared/latent-range';
import type { ExploredModel } from '../gan/explored-model';

/**
 * Moves each dimension of the first latent from one end of its slider to the other, the rest held, and measures what
 * becomes of the picture.
 */
export function measureEffects(model: ExploredModel, rows: LatentRows, drawing: Drawing): LatentEffects {
  const { latent } = model.recipe;
  const base = rows.latents.slice(0, latent.size);
  const spread = measureSpread(model, rows, drawing);
  const [low, high] = latentEnds(latent.distribution);
  const dimensions: DimensionEffect[] = [];
  const together = normalisedTogether / 2;
  for (let first = 0; first < latent.size; first += together) {
    const asked = Math.min(together, latent.size - first);
    const moved = new Float32Array(2 * asked * latent.size);
    for (let offset = 0; offset < asked; offset++) {
      for (const [end, value] of [low, high].entries()) {
        const start = (2 * offset + end) * latent.size;
        moved.set(base, start);
        moved[start + first + offset] = value;
      }
    }
    const { pixels } = model.draw(sameClass(rows, moved, 2 * asked), drawing);
    const size = pixels.length / (2 * asked);
    for (let offset = 0; offset < asked; offset++) {
      const [from, to] = [2 * offset, 2 * offset + 1].map((image) =>
        pixels.subarray(image * size, (image + 1) * size),
      ) as [Uint8Array, Uint8Array];
      dimensions.push(effectOf(from, to, spread, model.recipe.data.side));
    }
  }
  return { step: model.step, dimensions };
}

function effectOf(from: Uint8Array, to: Uint8Array, spread: ImageMeasures, side: number): DimensionEffect {
  let sum = 0;
  for (const [index, value] of from.entries()) sum += Math.abs((to[index] as number) - value);
  const [before, after] = [measureImage(from, side, side), measureImage(to, side, side)];
  const measures = mapMeasures((name) => (spread[name] === 0 ? 0 : (after[name] - before[name]) / spread[name]));
  return { change: sum / from.length, measures };
}

/** Standard deviations of the measures among samples of the same class. */
function measureSpread(model: ExploredModel, rows: LatentRows, drawing: Drawing): ImageMeasures {
  const { latent, data } = model.recipe;
  const position = { seed: 0, stream: randomStreams.sampleLatents, step: 0 };
  const latents = drawLatents(latent, position, normalisedTogether);
  const { pixels } = model.draw(sameClass(rows, latents, normalisedTogether), drawing);
  const size = pixels.length / normalisedTogether;
  const measured = Array.from({ length: normalisedTogether }, (_, image) =>
    measureImage(pixels.subarray(image * size, (image + 1) * size), data.side, data.side),
  );
  return mapMeasures((name) => deviationOf(measured.map((measures) => measures[name])));
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function mapMeasures(valueOf: (name: keyof ImageMeasures) => number): ImageMeasures {
  return Object.fromEntries(imageMeasureNames.map((name) => [name, valueOf(name)])) as unknown as ImageMeasures;
}

/** Other latents, all asked for as the first row is. */
function sameClass({ classShares, count: rowCount }: LatentRows, latents: Float32Array, count: number): LatentRows {
  if (!classShares) return { count, latents, classShares: null };
  const classes = classShares.length / rowCount;
  const shares = new Float32Array(count * classes);
  for (let row = 0; row < count; row++) shares.set(classShares.subarray(0, classes), row * classes);
  return { count, latents, classShares: shares };
}
