import { evenShares, latentPath, type PathKind } from './latent-path';

/** A picked latent with the share of each class that it is asked for; null where the recipe knows none. */
export interface TourStation {
  readonly latent: Float32Array;
  readonly classShares: Float32Array | null;
}

export interface LatentTour {
  /** Images from the first station to the last, both among them. */
  readonly count: number;
  /** [count, latent size] */
  readonly latents: Float32Array;
  /** [count, classes] */
  readonly classShares: Float32Array | null;
  /** Number of the image at each station. */
  readonly stations: readonly number[];
}

/** The nearest number of images to `wanted` that shows every station: as many between each two. @param stations at least 2 */
export function tourLength(wanted: number, stations: number): number {
  const pieces = stations - 1;
  return Math.max(1, Math.round((wanted - 1) / pieces)) * pieces + 1;
}

/**
 * The way from latent to latent through all stations, classes blended in even shares.
 *
 * @param wanted images; see `tourLength`
 * @throws StudioError as `latentPath`
 */
export function latentTour(stations: readonly TourStation[], wanted: number, kind: PathKind): LatentTour {
  const [first] = stations;
  if (!first || stations.length < 2) throw new RangeError('A tour needs two stations at least.');
  const count = tourLength(wanted, stations.length);
  const between = (count - 1) / (stations.length - 1);
  const size = first.latent.length;
  const classes = first.classShares?.length ?? 0;
  const latents = new Float32Array(count * size);
  const classShares = first.classShares && new Float32Array(count * classes);
  const shares = evenShares(between + 1);
  for (const [index, from] of stations.slice(0, -1).entries()) {
    const to = stations[index + 1] as TourStation;
    latents.set(latentPath(from.latent, to.latent, shares, kind), index * between * size);
    if (classShares && from.classShares && to.classShares) {
      const path = latentPath(from.classShares, to.classShares, shares, 'linear');
      classShares.set(path, index * between * classes);
    }
  }
  return { count, latents, classShares, stations: stations.map((_, index) => index * between) };
}
