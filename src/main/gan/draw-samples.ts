import { labelsInTurn } from '../../shared/labels';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import type { Samples } from '../../shared/run';
import type { Recipe } from '../../shared/recipe';
import type { NamedTensor } from '../../shared/tensor';
import { createGanSession } from './session';

/** What draws: the parts of a checkpoint that it takes. */
export interface TrainedWeights {
  readonly recipe: Recipe;
  readonly step: number;
  readonly tensors: readonly NamedTensor[];
}

export interface SampleRequest {
  readonly count: number;
  /** [count], where the recipe knows classes; left out there: all classes in turn. */
  readonly labels?: Uint16Array;
  /** Seed of the latents. */
  readonly seed: number;
}

export interface LatentRequest {
  /** [count, latent size] */
  readonly latents: Float32Array;
  readonly count: number;
  /** As above. */
  readonly labels?: Uint16Array;
}

/** New images of a generator, drawn by its average where the recipe keeps one. TensorFlow must be started. */
export function drawSamples(weights: TrainedWeights, { seed, ...request }: SampleRequest): Samples {
  const position = { seed, stream: randomStreams.sampleLatents, step: 0 };
  return drawFromLatents(weights, {
    ...request,
    latents: drawLatents(weights.recipe.latent, position, request.count),
  });
}

/** The images of latents that the caller has. TensorFlow must be started. */
export function drawFromLatents(
  { recipe, step, tensors }: TrainedWeights,
  { latents, count, labels }: LatentRequest,
): Samples {
  // compiling pays only for many calls
  const session = createGanSession({ ...recipe, execution: 'eager' });
  try {
    session.write(tensors);
    const asked = recipe.classes === null ? {} : { labels: labels ?? labelsInTurn(recipe.classes, count) };
    const { side, channels } = recipe.data;
    return { step, shape: [count, side, side, channels], pixels: session.sample(latents, asked) };
  } finally {
    session.dispose();
  }
}
