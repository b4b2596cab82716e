import type { CountedGradients, CountedTensor, CountedWeights, ExplorerQuestion } from '../../shared/explore';
import { histogramOf } from '../../shared/histogram';
import { describeNetwork, type NetworkRole } from '../../shared/recipe';
import type { NamedTensor } from '../../shared/tensor';
import { batchGradients } from '../gan/batch-gradients';
import type { Checkpoint } from '../runs/checkpoint';
import { drawForBoth, mirrorAtRandom } from '../trainer/step-inputs';
import { prepareImages } from '../trainer/training-images';
import type { RunImages } from './run-images';

/** Parts of a histogram: as many as its picture shows. */
const parts = 40;

type Weights = Extract<ExplorerQuestion, { type: 'weights' }>['weights'];

/** All trained tensors of a checkpoint in the order of the layers. @param weights which generator */
export function countWeights({ recipe, step, tensors }: Checkpoint, weights: Weights): CountedWeights {
  const generator = weights === 'ema' && recipe.ema ? 'ema/generator' : 'generator';
  return {
    step,
    tensors: [
      ...count(recipe, tensors, 'generator', generator),
      ...count(recipe, tensors, 'discriminator', 'discriminator'),
    ],
  };
}

/** Gradients of the batch that the run would train on next. */
export function countGradients(checkpoint: Checkpoint, images: RunImages): CountedGradients {
  const { recipe, step } = checkpoint;
  const { batches, fit } = prepareImages(recipe, images.training);
  const next = step + 1;
  const { pixels, labels } = batches.batch(next);
  const real = mirrorAtRandom(recipe, next, fit(pixels));
  const realLabels = recipe.classes === null ? null : labels;
  const { gradients, quiet } = batchGradients(checkpoint, { ...drawForBoth(recipe, next), real, realLabels });
  return {
    step,
    batchSize: recipe.schedule.batchSize,
    tensors: [
      ...count(recipe, gradients, 'generator', 'generator'),
      ...count(recipe, gradients, 'discriminator', 'discriminator'),
    ],
    quiet,
  };
}

function count(
  recipe: Checkpoint['recipe'],
  tensors: readonly NamedTensor[],
  network: NetworkRole,
  folder: string,
): readonly CountedTensor[] {
  const found = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  return describeNetwork(recipe, network).layers.flatMap(({ layer, parameters }) =>
    parameters.flatMap(({ name: parameter }): CountedTensor[] => {
      const tensor = found.get(`${folder}/${layer.id}/${parameter}`);
      if (!tensor) return [];
      const { name, shape, data } = tensor;
      return [{ name, network, layerId: layer.id, parameter, shape, histogram: histogramOf(data, parts) }];
    }),
  );
}
