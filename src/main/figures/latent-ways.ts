import { checkClasses } from '../../shared/asked-class';
import { latentPath, type PathKind } from '../../shared/latent-path';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';
import { createDrawer, type Drawer } from '../gan/draw-samples';
import { startTensorFlow } from '../gan/tensorflow';
import { openWeights } from './draw-images';
import type { FigureRun } from './figure-run';

/** Ways between latents of one seed, as `interpolate` draws them: the first to the second, and so on for more. */
export interface LatentWays {
  readonly step: number;
  readonly notices: readonly Told[];
  /** One image a way. @param share λ of all of them */
  draw(share: number): Samples;
  /** The first way alone, one image for each λ. */
  drawFirst(shares: readonly number[]): Samples;
  dispose(): void;
}

export interface WantedWays {
  readonly step: number | null;
  readonly seed: number;
  readonly weights: 'raw' | 'ema';
  readonly label: number | null;
  readonly path: PathKind;
}

/** @throws StudioError `invalid-request` where the recipe has no such class or way, and those of `openCheckpoint` */
export async function openWays(run: FigureRun, count: number, wanted: WantedWays): Promise<LatentWays> {
  const { recipe, folder } = run;
  const { seed, weights, path } = wanted;
  checkPath(recipe, path);
  const label = classOf(recipe, wanted.label);
  const { checkpoint, notices } = await openWeights(folder, wanted.step, weights);
  const { size } = recipe.latent;
  const ends = drawLatents(recipe.latent, { seed, stream: randomStreams.sampleLatents, step: 0 }, 2 * count);
  const end = (index: number): Float32Array => ends.subarray(index * size, (index + 1) * size);
  const between = (way: number, shares: readonly number[]): Float32Array =>
    latentPath(end(2 * way), end(2 * way + 1), shares, path);
  await startTensorFlow({ backend: 'tensorflow' });
  const drawer = createDrawer(checkpoint);
  const draw = (latents: Float32Array): Samples => drawAll(drawer, latents, { size, label, weights });
  return {
    step: checkpoint.step,
    notices,
    draw: (share) => {
      const latents = new Float32Array(count * size);
      for (let way = 0; way < count; way++) latents.set(between(way, [share]), way * size);
      return draw(latents);
    },
    drawFirst: (shares) => draw(between(0, shares)),
    dispose: () => drawer.dispose(),
  };
}

function drawAll(
  drawer: Drawer,
  latents: Float32Array,
  { size, label, weights }: { readonly size: number; readonly label: number | null; readonly weights: 'raw' | 'ema' },
): Samples {
  const count = latents.length / size;
  const labels = label === null ? {} : { labels: new Uint16Array(count).fill(label) };
  return drawer.draw({ latents, count, weights, ...labels });
}

/** All images are of one class, so that only the latent changes. */
function classOf(recipe: Recipe, label: number | null): number | null {
  if (label === null) return recipe.classes === null ? null : 0;
  checkClasses(recipe, label);
  return label;
}

/** @throws StudioError `invalid-request` where the latents lie on no sphere */
export function checkPath({ preset, latent }: Recipe, path: PathKind): void {
  if (path === 'linear' || latent.distribution === 'normal') return;
  const message = worded('figure.noSphere', { preset, distribution: latent.distribution });
  throw new StudioError('invalid-request', message);
}
