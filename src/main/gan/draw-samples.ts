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

/** Which of the generator's weights draw; the average where the recipe keeps one if left out. */
type DrawnBy = 'raw' | 'ema';

export interface SampleRequest {
  readonly count: number;
  readonly weights?: DrawnBy;
  /** [count], where the recipe knows classes; left out there: all classes in turn. */
  readonly labels?: Uint16Array;
  /** Seed of the latents. */
  readonly seed: number;
}

export interface LatentRequest {
  /** [count, latent size] */
  readonly latents: Float32Array;
  readonly count: number;
  readonly weights?: DrawnBy;
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
export function drawFromLatents(trained: TrainedWeights, request: LatentRequest): Samples {
  const drawer = createDrawer(trained);
  try {
    return drawer.draw(request);
  } finally {
    drawer.dispose();
  }
}

/** A generator that draws as often as it is asked. */
export interface Drawer {
  draw(request: LatentRequest): Samples;
  dispose(): void;
}

/** TensorFlow must be started. */
export function createDrawer({ recipe, step, tensors }: TrainedWeights): Drawer {
  // compiling pays only for many calls
  const session = createGanSession({ ...recipe, execution: 'eager' }, { blank: true });
  try {
    session.write(tensors);
  } catch (error) {
    session.dispose();
    throw error;
  }
  return {
    draw: ({ latents, count, labels, weights = 'ema' }) => {
      const asked = recipe.classes === null ? {} : { labels: labels ?? labelsInTurn(recipe.classes, count) };
      const { side, channels } = recipe.data;
      return { step, shape: [count, side, side, channels], pixels: session.sample(latents, { ...asked, weights }) };
    },
    dispose: () => session.dispose(),
  };
}
