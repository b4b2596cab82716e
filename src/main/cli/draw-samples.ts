import { labelsInTurn } from '../../shared/labels';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import type { Samples } from '../../shared/run';
import { createGanSession } from '../gan/session';
import type { Checkpoint } from '../runs/checkpoint';

export interface SampleRequest {
  readonly count: number;
  /** [count], where the recipe knows classes; left out there: all classes in turn. */
  readonly labels?: Uint16Array;
  /** Seed of the latents. */
  readonly seed: number;
}

/** New images of a checkpoint's generator, drawn by its average where the recipe keeps one. TensorFlow must be started. */
export function drawSamples({ recipe, step, tensors }: Checkpoint, { count, seed, labels }: SampleRequest): Samples {
  // compiling pays only for many calls
  const session = createGanSession({ ...recipe, execution: 'eager' });
  try {
    session.write(tensors);
    const latents = drawLatents(recipe.latent, { seed, stream: randomStreams.sampleLatents, step: 0 }, count);
    const asked = recipe.classes === null ? {} : { labels: labels ?? labelsInTurn(recipe.classes, count) };
    const { side, channels } = recipe.data;
    return { step, shape: [count, side, side, channels], pixels: session.sample(latents, asked) };
  } finally {
    session.dispose();
  }
}
