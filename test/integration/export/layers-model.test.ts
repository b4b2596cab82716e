/** The exported LayersModel, loaded by TensorFlow.js itself on both of its backends, against the studio's own evaluation. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeGenerator } from '../../../src/main/export/export-run';
import { generatorOf } from '../../../src/main/export/generator';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { presets } from '../../../src/shared/presets';
import { dcgan64 } from '../../../src/shared/presets/dcgan-64';
import type { Recipe } from '../../../src/shared/recipe';
import { evaluateGenerator, largestDifference, questionOf } from '../../evaluate-generator';
import { everyLayer } from '../../every-layer-recipe';
import { generatorTensors } from '../../generator-tensors';
import { temporaryFolder } from '../../temporary-folder';

const count = 4;

/** A narrow DCGAN 64: the layers are the same, the JavaScript backend takes seconds instead of minutes. */
const recipes: readonly Recipe[] = [
  ...presets.map((preset) => (preset.preset === 'dcgan-64' ? dcgan64({ width: 8, channels: 3 }) : preset)),
  everyLayer,
];

interface ModelFile {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

/** As a person's own program would, from the two files. */
async function load(folder: string): Promise<tf.LayersModel> {
  const file = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as ModelFile;
  const [group] = file.weightsManifest;
  const bytes = await readFile(join(folder, group?.paths[0] ?? ''));
  const weightData = Uint8Array.from(bytes).buffer;
  const artifacts = { modelTopology: file.modelTopology, weightSpecs: group?.weights ?? [], weightData };
  return tf.loadLayersModel({ load: () => Promise.resolve(artifacts) });
}

describe.each(['tensorflow', 'js'] as const)('on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  it.each(recipes.map((recipe) => [recipe.preset, recipe] as const))(
    '%s makes the same images',
    async (_name, recipe) => {
      const folder = join(await temporaryFolder(), 'model');
      const tensors = generatorTensors(recipe);
      const generator = generatorOf({ recipe, step: 3, tensors });
      await writeGenerator(generator, 'tfjs', folder);
      const question = questionOf(recipe, count);
      const network = generator.weights === 'ema' ? 'ema/generator' : 'generator';
      const expected = evaluateGenerator(recipe, tensors, network, question);

      const model = await load(folder);
      const made = tf.tidy(() => {
        const z = tf.tensor2d(question.latents, [count, recipe.latent.size]);
        const labels = tf.tensor1d(Int32Array.from(question.labels), 'int32');
        const inputs = recipe.classes === null ? z : [z, tf.cast(tf.oneHot(labels, recipe.classes), 'float32')];
        const image = model.predict(inputs) as tf.Tensor;
        expect(image.shape).toEqual([count, recipe.data.side, recipe.data.side, recipe.data.channels]);
        return image.dataSync();
      });
      model.dispose();
      expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1);
      expect(largestDifference(made, expected)).toBeLessThan(1e-5);
    },
  );
});
