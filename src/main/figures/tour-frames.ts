import { checkClasses } from '../../shared/asked-class';
import { wholeClasses } from '../../shared/class-shares';
import { normalisedTogether, type Drawing, type LatentRows } from '../../shared/explore';
import type { FigureOf } from '../../shared/figure';
import { latentTour, type LatentTour, type TourStation } from '../../shared/latent-tour';
import { imageShape, type Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';
import { openExploredModel, type ExploredModel } from '../gan/explored-model';
import { startTensorFlow } from '../gan/tensorflow';
import { openWeights } from './draw-images';
import type { FigureRun } from './figure-run';
import { checkPath } from './latent-ways';

/** The pictures along the way through latents that a person picked, drawn as Explore draws them. */
export interface TourPictures {
  readonly step: number;
  /** One way. */
  readonly count: number;
  readonly notices: readonly Told[];
  /** @param place from 0 to count - 1 */
  draw(place: number): Samples;
  dispose(): void;
}

/** @throws StudioError `invalid-request` where the latents, classes or way are not of this recipe, and those of `openCheckpoint` */
export async function openTour(run: FigureRun, figure: FigureOf<'tour'>): Promise<TourPictures> {
  const { recipe, folder } = run;
  const { weights, batchNorm, path, frames } = figure;
  checkPath(recipe, path);
  const way = latentTour(
    figure.stations.map((station) => stationOf(recipe, station)),
    frames,
    path,
  );
  const { checkpoint, notices } = await openWeights(folder, figure.step, weights);
  await startTensorFlow({ backend: 'tensorflow' });
  const model = openExploredModel(checkpoint);
  // where pictures of a batch change each other, neighbours are drawn together; else each as it is asked for
  const together = batchNorm === 'batch' ? normalisedTogether : 1;
  let block: { readonly first: number; readonly pixels: Uint8Array } | null = null;
  return {
    step: checkpoint.step,
    count: way.count,
    notices,
    draw: (place) => {
      const first = Math.floor(place / together) * together;
      if (block?.first !== first)
        block = { first, pixels: drawBlock(model, way, first, together, { weights, batchNorm }) };
      const shape = [1, ...imageShape(recipe)] as const;
      const size = shape[1] * shape[2] * shape[3];
      const start = (place - first) * size;
      return { step: checkpoint.step, shape, pixels: block.pixels.slice(start, start + size) };
    },
    dispose: () => model.dispose(),
  };
}

function stationOf({ preset, latent, classes }: Recipe, station: FigureOf<'tour'>['stations'][number]): TourStation {
  if (station.latent.length !== latent.size) {
    const message = worded('explore.latentSize', { given: station.latent.length, preset, size: latent.size });
    throw new StudioError('invalid-request', message);
  }
  const numbers = Float32Array.from(station.latent);
  if (classes === null) return { latent: numbers, classShares: null };
  return {
    latent: numbers,
    classShares: wholeClasses([station.label ?? 0], checkClasses({ preset, classes }, station.label ?? undefined)),
  };
}

function drawBlock(
  model: ExploredModel,
  { count, latents, classShares }: LatentTour,
  first: number,
  most: number,
  drawing: Drawing,
): Uint8Array {
  const taken = Math.min(most, count - first);
  const cut = (values: Float32Array): Float32Array => {
    const width = values.length / count;
    return values.slice(first * width, (first + taken) * width);
  };
  const rows: LatentRows = { count: taken, latents: cut(latents), classShares: classShares && cut(classShares) };
  return model.draw(rows, drawing).pixels;
}
