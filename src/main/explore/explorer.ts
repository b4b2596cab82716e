import { assertNever } from '../../shared/assert-never';
import type {
  DigitReadings,
  Drawn,
  ExplorerAnswer,
  ExplorerQuestion,
  NearestDistances,
  NearestImages,
} from '../../shared/explore';
import { labelsInTurn } from '../../shared/labels';
import { wholeClasses } from '../../shared/class-shares';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import { imageShape, type Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { elementCount } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { openExploredModel, type ExploredModel } from '../gan/explored-model';
import { digitImageShape } from '../gan/judge/classifier';
import { nearestDistances, nearestRows } from '../gan/judge/nearest-rows';
import { startTensorFlow } from '../gan/tensorflow';
import { openCheckpoint } from '../runs/checkpoint';
import { activationTiles } from './activation-tiles';
import { openDigitReader, type DigitReader } from './digit-reader';
import { measureEffects } from './latent-effects';
import { countGradients, countWeights } from './layer-numbers';
import { openLikeness, type Likeness } from './likeness';
import { openRunImages, type RunImages } from './run-images';
import { readTrainingIndex, type TrainingIndex } from './training-index';

interface OpenModel {
  readonly runFolder: string;
  readonly model: ExploredModel;
}

interface OpenImages {
  readonly key: string;
  readonly images: RunImages;
}

interface OpenIndex {
  readonly key: string;
  readonly likeness: Likeness;
  readonly index: TrainingIndex;
}

/** Samples whose distances to the training images are measured. */
const measuredSamples = 1_000;

/** Holds one checkpoint open and answers one question after the other; what it holds is one of each kind at most. */
export class Explorer {
  #open: OpenModel | null = null;
  #images: OpenImages | null = null;
  #index: OpenIndex | null = null;
  #digits: DigitReader | null = null;
  #started: Promise<unknown> | null = null;

  /** @throws StudioError where the run, its checkpoint or its data set cannot be used, or the question does not fit */
  async answer(runFolder: string, step: number, question: ExplorerQuestion): Promise<ExplorerAnswer> {
    this.#started ??= startTensorFlow({ backend: 'tensorflow' });
    await this.#started;
    switch (question.type) {
      case 'draw':
        return draw(await this.#model(runFolder, step), question);
      case 'effects':
        return measureEffects(await this.#model(runFolder, step), question.rows, question.drawing);
      case 'weights':
        return countWeights((await openCheckpoint(runFolder, step)).checkpoint, question.weights);
      case 'gradients': {
        const { checkpoint } = await openCheckpoint(runFolder, step);
        return countGradients(checkpoint, await this.#imagesOf(checkpoint.recipe));
      }
      case 'activations': {
        const { rows, drawing, network, layerId } = question;
        const model = await this.#model(runFolder, step);
        return activationTiles(model.step, model.activations(rows, drawing, network, layerId));
      }
      case 'nearest':
        return this.#nearest(await this.#model(runFolder, step), question.samples, question.count);
      case 'read':
        return this.#read(question.samples);
      case 'distances':
        return this.#distances(await this.#model(runFolder, step), question);
      default:
        return assertNever(question);
    }
  }

  async #model(runFolder: string, step: number): Promise<ExploredModel> {
    if (this.#open?.runFolder === runFolder && this.#open.model.step === step) return this.#open.model;
    this.#open?.model.dispose();
    this.#open = null;
    const { checkpoint } = await openCheckpoint(runFolder, step);
    const model = openExploredModel(checkpoint);
    this.#open = { runFolder, model };
    return model;
  }

  async #imagesOf(recipe: Recipe): Promise<RunImages> {
    const key = JSON.stringify(recipe.data);
    if (this.#images?.key === key) return this.#images.images;
    this.#images?.images.close();
    this.#images = null;
    const images = await openRunImages(recipe);
    this.#images = { key, images };
    return images;
  }

  async #indexOf(recipe: Recipe): Promise<OpenIndex> {
    const key = JSON.stringify(recipe.data);
    if (this.#index?.key === key) return this.#index;
    this.#index?.likeness.dispose();
    this.#index = null;
    const images = await this.#imagesOf(recipe);
    const likeness = await openLikeness(recipe, {
      onNotice: (text) => console.error(text),
      onTraining: () => undefined,
    });
    const index = await readTrainingIndex(recipe, images, likeness);
    if (!index) {
      likeness.dispose();
      throw new StudioError('invalid-request', worded('explore.notCompared'));
    }
    this.#index = { key, likeness, index };
    return this.#index;
  }

  async #nearest({ recipe, step }: ExploredModel, samples: Samples, count: number): Promise<NearestImages> {
    checkShape(recipe, samples);
    const { likeness, index } = await this.#indexOf(recipe);
    const images = await this.#imagesOf(recipe);
    const one = samples.pixels.slice(0, elementCount(imageShape(recipe)));
    const rows = nearestRows(likeness.featuresOf(one), index.features, count);
    const pixels = new Uint8Array(rows.length * one.length);
    for (const [place, row] of rows.entries())
      pixels.set(images.read(images.training, row.index, 1), place * one.length);
    return {
      step,
      measure: likeness.measure,
      images: { step, shape: [rows.length, ...imageShape(recipe)], pixels },
      distances: rows.map(({ distance }) => distance),
      indices: rows.map(({ index: image }) => image),
      imageCount: index.features.length / likeness.width,
    };
  }

  async #read(samples: Samples): Promise<DigitReadings> {
    const [, ...shape] = samples.shape;
    if (shape.join() !== digitImageShape.join() || samples.pixels.length !== elementCount(samples.shape)) {
      throw new StudioError('invalid-request', worded('judge.shape', { shape: digitImageShape.join('x') }));
    }
    this.#digits ??= await openDigitReader();
    return { readings: this.#digits?.read(samples.pixels) ?? null };
  }

  async #distances(
    model: ExploredModel,
    { drawing, seed }: Extract<ExplorerQuestion, { type: 'distances' }>,
  ): Promise<NearestDistances> {
    const { recipe, step } = model;
    const { likeness, index } = await this.#indexOf(recipe);
    const rows = {
      count: measuredSamples,
      latents: drawLatents(recipe.latent, { seed, stream: randomStreams.sampleLatents, step: 0 }, measuredSamples),
      classShares:
        recipe.classes === null ? null : wholeClasses(labelsInTurn(recipe.classes, measuredSamples), recipe.classes),
    };
    const features = likeness.featuresOf(model.draw(rows, drawing).pixels);
    return {
      step,
      measure: likeness.measure,
      samples: await nearestDistances(features, index.features, likeness.width, 0),
      real: index.realDistances,
      realAre: index.realAre,
    };
  }
}

function draw(model: ExploredModel, { rows, drawing }: Extract<ExplorerQuestion, { type: 'draw' }>): Drawn {
  const { pixels, verdicts } = model.draw(rows, drawing);
  const shape = [rows.count, ...imageShape(model.recipe)] as const;
  return { samples: { step: model.step, shape, pixels }, verdicts };
}

function checkShape(recipe: Recipe, { shape }: Samples): void {
  const wanted = imageShape(recipe);
  if (wanted.every((size, axis) => shape[axis + 1] === size)) return;
  throw new StudioError('invalid-request', worded('explore.otherImage', { shape: wanted.join(' x ') }));
}
