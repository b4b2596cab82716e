import * as tf from '@tensorflow/tfjs-core';
import { normalisedTogether, type Drawing, type LatentRows } from '../../shared/explore';
import { drawLatents } from '../../shared/latents';
import { wholeClasses } from '../../shared/class-shares';
import { labelsInTurn } from '../../shared/labels';
import { randomStreams } from '../../shared/random';
import { imageShape, type NetworkRole, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { elementCount } from '../../shared/tensor';
import type { TrainedWeights } from './draw-samples';
import type { ForwardMode } from './forward-mode';
import { buildNetworks, networksOf, type GanNetworks } from './model';
import type { Network } from './network';
import { toPixels } from './ops/pixels';
import { checkLength } from './session-feeds';
import { checkTensors, shapesOf, writeVariables } from './state';
import { roleTold } from '../../shared/network-problem-words';
import { worded } from '../../shared/wording/worded';

/** Images as the generator makes them, and what the discriminator says of each. */
export interface JudgedImages {
  /** [count, height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
  /** [count], before any sigmoid. */
  readonly verdicts: Float32Array;
}

/** Both networks of a checkpoint, to be asked again and again; nothing of it is ever trained. */
export interface ExploredModel {
  readonly recipe: Recipe;
  readonly step: number;
  /** @throws StudioError `invalid-request` where the rows do not fit the recipe */
  draw(rows: LatentRows, drawing: Drawing): JudgedImages;
  /** A layer's output for the first of the rows, and its shape without the batch. */
  activations(rows: LatentRows, drawing: Drawing, network: NetworkRole, layerId: string): LayerOutput;
  dispose(): void;
}

export interface LayerOutput {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** Images that go through the networks at once: bounds the memory. */
const atOnce = normalisedTogether;

/** TensorFlow must be started. @throws StudioError `checkpoint-damaged` where the tensors do not fit the recipe */
export function openExploredModel({ recipe, step, tensors }: TrainedWeights): ExploredModel {
  const networks = buildNetworks(recipe, 'blank');
  const variables = networksOf(networks).flatMap(({ trainable, statistics }) => [...trainable, ...statistics]);
  const names = new Set(variables.map(({ name }) => name));
  // optimiser slots and counts are of no use here
  const wanted = tensors.filter(({ name }) => names.has(name));
  const dispose = (): void => networksOf(networks).forEach((network) => network.dispose());
  try {
    checkTensors(wanted, shapesOf(variables), []);
    writeVariables(wanted, variables);
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    recipe,
    step,
    draw: (rows, drawing) => {
      checkRows(recipe, rows);
      const imageSize = elementCount(imageShape(recipe));
      const judged = { pixels: new Uint8Array(rows.count * imageSize), verdicts: new Float32Array(rows.count) };
      for (let first = 0; first < rows.count; first += atOnce) {
        const part = drawPart(recipe, networks, takeRows(rows, first, atOnce), drawing);
        judged.pixels.set(part.pixels, first * imageSize);
        judged.verdicts.set(part.verdicts, first);
      }
      return judged;
    },
    activations: (rows, drawing, network, layerId) => {
      checkRows(recipe, rows);
      return layerOutput(recipe, networks, takeRows(rows, 0, 1), drawing, network, layerId);
    },
    dispose,
  };
}

function generatorFor({ generator, average }: GanNetworks, { weights }: Drawing): Network {
  return weights === 'raw' ? generator : (average ?? generator);
}

function drawPart(recipe: Recipe, networks: GanNetworks, rows: LatentRows, drawing: Drawing): JudgedImages {
  const fed = filledUp(recipe, networks, rows, drawing);
  const [images, verdicts] = tf.tidy(() => {
    const { latents, mode } = feed(recipe, fed, drawing);
    const made = generatorFor(networks, drawing).forward(latents, mode);
    const said = tf.reshape(networks.discriminator.forward(made, mode), [fed.count]);
    return [tf.slice(made, 0, rows.count), tf.slice(said, 0, rows.count)] as const;
  });
  try {
    return {
      pixels: toPixels(images.dataSync<'float32'>(), recipe.data.range),
      verdicts: Float32Array.from(verdicts.dataSync<'float32'>()),
    };
  } finally {
    tf.dispose([images, verdicts]);
  }
}

function layerOutput(
  recipe: Recipe,
  networks: GanNetworks,
  rows: LatentRows,
  drawing: Drawing,
  role: NetworkRole,
  wanted: string,
): LayerOutput {
  const fed = filledUp(recipe, networks, rows, drawing);
  const seen: LayerOutput[] = [];
  tf.tidy(() => {
    const { latents, mode } = feed(recipe, fed, drawing);
    const generator = generatorFor(networks, drawing);
    const see = (layerId: string, output: tf.Tensor): void => {
      if (layerId !== wanted) return;
      const [, ...shape] = output.shape;
      const values = tf.slice(output, 0, 1).dataSync<'float32'>();
      seen.push({ values: Float32Array.from(values), shape });
    };
    if (role === 'generator') generator.visit(latents, mode, see);
    else networks.discriminator.visit(generator.forward(latents, mode), mode, see);
  });
  const [output] = seen;
  if (!output)
    throw new StudioError('invalid-request', worded('explore.noLayer', { network: roleTold(role), layer: wanted }));
  return output;
}

function feed(
  { latent, classes }: Recipe,
  { latents, count, classShares }: LatentRows,
  { batchNorm }: Drawing,
): { readonly latents: tf.Tensor; readonly mode: ForwardMode } {
  const labels = classShares && classes !== null ? tf.tensor2d(classShares, [count, classes]) : null;
  return {
    latents: tf.tensor2d(latents, [count, latent.size]),
    mode: { training: false, batchStatistics: batchNorm === 'batch', labels },
  };
}

/**
 * Where the images of a batch change each other they are judged among as many as in a usual batch: the rows, then others
 * of a seed that never changes. Two pictures of one latent are then alike, whatever else was asked for.
 */
function filledUp(recipe: Recipe, networks: GanNetworks, rows: LatentRows, { batchNorm }: Drawing): LatentRows {
  const missing = normalisedTogether - rows.count;
  if (missing <= 0 || (batchNorm === 'running' && !mixesOtherwise(recipe, networks))) return rows;
  const others = drawLatents(recipe.latent, { seed: 0, stream: randomStreams.sampleLatents, step: 0 }, missing);
  const { classes } = recipe;
  return {
    count: normalisedTogether,
    latents: joined(rows.latents, others),
    classShares:
      rows.classShares && classes !== null
        ? joined(rows.classShares, wholeClasses(labelsInTurn(classes, missing), classes))
        : null,
  };
}

/** Minibatch layers look at the whole batch outside of training too. */
function mixesOtherwise({ networks }: Recipe, { generator, discriminator }: GanNetworks): boolean {
  if (generator.separatesImages && discriminator.separatesImages) return false;
  const layers = [...networks.generator.layers, ...networks.discriminator.layers];
  return layers.some(({ kind }) => kind === 'minibatchDiscrimination' || kind === 'minibatchDeviation');
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function takeRows({ latents, classShares, count }: LatentRows, first: number, most: number): LatentRows {
  const taken = Math.min(most, count - first);
  const cut = (values: Float32Array): Float32Array => {
    const width = values.length / count;
    return values.slice(first * width, (first + taken) * width);
  };
  return { count: taken, latents: cut(latents), classShares: classShares && cut(classShares) };
}

function checkRows({ preset, latent, classes }: Recipe, { count, latents, classShares }: LatentRows): void {
  checkLength('latents', latents, [count, latent.size]);
  if (classes === null && classShares !== null) {
    throw new StudioError('invalid-request', worded('explore.noClasses', { preset }));
  }
  if (classes === null) return;
  if (!classShares) throw new StudioError('invalid-request', worded('explore.needsClasses', { preset }));
  checkLength('classShares', classShares, [count, classes]);
}
