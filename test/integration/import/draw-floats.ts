import * as tf from '@tensorflow/tfjs-core';
import { buildModel, disposeModel, modelVariables } from '../../../src/main/gan/model';
import { writeVariables } from '../../../src/main/gan/state';
import { openCheckpoint } from '../../../src/main/runs/checkpoint';

/**
 * Images that a run's newest checkpoint draws of latents, before they become bytes.
 *
 * @param latents [count, latent size]
 * @returns [count, height, width, channels], in the range of the recipe's pixels
 */
export async function drawFloats(runFolder: string, latents: readonly number[]): Promise<Float32Array> {
  const { recipe, tensors } = (await openCheckpoint(runFolder)).checkpoint;
  const model = buildModel(recipe);
  try {
    const variables = modelVariables(model);
    const names = new Set(variables.map(({ name }) => name));
    writeVariables(
      tensors.filter(({ name }) => names.has(name)),
      variables,
    );
    const z = tf.tensor2d([...latents], [latents.length / recipe.latent.size, recipe.latent.size]);
    const images = model.generator.forward(z, { training: false });
    const values = images.dataSync<'float32'>().slice();
    tf.dispose([z, images]);
    return values;
  } finally {
    disposeModel(model);
  }
}
