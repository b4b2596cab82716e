/** What the Explore and Network tabs ask of a checkpoint, and what they are told. */
import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import type { Histogram } from './histogram';
import type { ImageMeasures } from './image-measures';
import { samplesSchema, runIdSchema, type Samples } from './run';
import { saying } from './wording/value-words';
import { worded } from './wording/worded';

/** The most images that one question may ask for: bounds the memory of all processes. */
export const mostImagesAtOnce = 1024;

/** Which numbers draw, and what batch norm normalises with. */
export const drawingSchema = z.strictObject({
  /** `ema`: the moving average of the generator, where the recipe keeps one. */
  weights: z.enum(['ema', 'raw']),
  /** `batch`: the statistics of the images drawn together, filled up to `normalisedTogether`, as in training. */
  batchNorm: z.enum(['running', 'batch']),
});
export type Drawing = Readonly<z.infer<typeof drawingSchema>>;

/** Images that batch norm sees together where it takes the batch's own statistics. */
export const normalisedTogether = 64;

const floats = z.custom<Float32Array>(
  (value) => value instanceof Float32Array && value.every(Number.isFinite),
  saying(worded('value.floats')),
);

/** Latents and what classes they are asked for, in rows. */
const latentRowsSchema = z.strictObject({
  count: z.int().min(1).max(mostImagesAtOnce),
  /** [count, latent size] */
  latents: floats,
  /** [count, classes]: how much of each class is asked for; null where the recipe knows none. */
  classShares: floats.nullable(),
});
export type LatentRows = DeepReadonly<z.infer<typeof latentRowsSchema>>;

export const explorerQuestionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('draw'), drawing: drawingSchema, rows: latentRowsSchema }),
  /** How much each dimension of one latent changes its picture. */
  z.strictObject({ type: z.literal('effects'), drawing: drawingSchema, rows: latentRowsSchema }),
  /** Every trained tensor of the checkpoint, counted. */
  z.strictObject({ type: z.literal('weights'), weights: drawingSchema.shape.weights }),
  /** The gradients of the next batch, counted; nothing is trained. */
  z.strictObject({ type: z.literal('gradients') }),
  /** What one layer makes of one latent: of the discriminator, of the image that the generator makes of it. */
  z.strictObject({
    type: z.literal('activations'),
    drawing: drawingSchema,
    rows: latentRowsSchema,
    network: z.enum(['generator', 'discriminator']),
    layerId: z.string().min(1).max(200),
  }),
  /** The training images that are most like one image. */
  z.strictObject({ type: z.literal('nearest'), samples: samplesSchema, count: z.int().min(1).max(20) }),
  /** What digits the judge's classifier reads images as; of the images alone, whatever checkpoint made them. */
  z.strictObject({ type: z.literal('read'), samples: samplesSchema }),
  /** How near 1,000 samples come to the training images. */
  z.strictObject({ type: z.literal('distances'), drawing: drawingSchema, seed: z.int().min(0) }),
]);
export type ExplorerQuestion = DeepReadonly<z.infer<typeof explorerQuestionSchema>>;

/** Where a question belongs: of several that wait in one lane, the newest is answered and the others are dropped. */
export const explorerPlaceSchema = z.strictObject({
  runId: runIdSchema,
  /** Of the checkpoint. */
  step: z.int().min(0),
  lane: z.string().regex(/^[a-z-]{1,30}$/),
});
export type ExplorerPlace = Readonly<z.infer<typeof explorerPlaceSchema>>;

export interface Drawn {
  readonly samples: Samples;
  /** [count]: what the discriminator says of each, before any sigmoid. */
  readonly verdicts: Float32Array;
}

/** What one dimension of a latent does to its picture. */
export interface DimensionEffect {
  /** Mean change of a pixel from one end of the slider to the other, 0 to 255. */
  readonly change: number;
  /** How far each measure of the image goes meanwhile, in standard deviations of it among samples. */
  readonly measures: ImageMeasures;
}

export interface LatentEffects {
  readonly step: number;
  /** By dimension. */
  readonly dimensions: readonly DimensionEffect[];
}

export interface CountedTensor {
  /** Of the checkpoint, for example `generator/dense1/weight`. */
  readonly name: string;
  readonly network: 'generator' | 'discriminator';
  readonly layerId: string;
  readonly parameter: string;
  readonly shape: readonly number[];
  readonly histogram: Histogram;
}

/** A layer's outputs over a batch: how many of its channels never leave zero. */
export interface QuietChannels {
  readonly network: 'generator' | 'discriminator';
  readonly layerId: string;
  readonly channels: number;
  readonly alwaysZero: number;
}

export interface CountedWeights {
  readonly step: number;
  readonly tensors: readonly CountedTensor[];
}

export interface CountedGradients extends CountedWeights {
  readonly batchSize: number;
  /** Of the layers that end in zeros: ReLU. */
  readonly quiet: readonly QuietChannels[];
}

export interface Activations {
  readonly step: number;
  /** Without the batch: [features] or [height, width, channels]. */
  readonly shape: readonly number[];
  /** Each channel as a grey image from `low` to `high`; the first `mostChannels` of them. */
  readonly tiles: Samples;
  readonly channels: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** Share of the numbers that are exactly zero. */
  readonly zeros: number;
}

/** What the judge's classifier reads one image as. */
export interface DigitReading {
  readonly digit: number;
  /** 0.1 to 1. */
  readonly probability: number;
}

export interface DigitReadings {
  /** One an image; null where the classifier has not learnt digits yet. */
  readonly readings: readonly DigitReading[] | null;
}

/** What images are compared by: the judge's features know digits; other images are compared pixel by pixel. */
export type LikenessMeasure = 'judge' | 'pixels';

export interface NearestImages {
  readonly step: number;
  readonly measure: LikenessMeasure;
  /** Nearest first. */
  readonly images: Samples;
  readonly distances: readonly number[];
  /** Numbers of the training images, from 0. */
  readonly indices: readonly number[];
  /** How many training images were looked at. */
  readonly imageCount: number;
}

export interface NearestDistances {
  readonly step: number;
  readonly measure: LikenessMeasure;
  /** Of each sample to its nearest training image. */
  readonly samples: Float32Array;
  /** The same of real images that were not trained on. */
  readonly real: Float32Array;
  /** `test`: of the data set's test images; `others`: of training images to the nearest other one. */
  readonly realAre: 'test' | 'others';
}

export interface ExplorerAnswers {
  readonly draw: Drawn;
  readonly effects: LatentEffects;
  readonly weights: CountedWeights;
  readonly gradients: CountedGradients;
  readonly activations: Activations;
  readonly nearest: NearestImages;
  readonly read: DigitReadings;
  readonly distances: NearestDistances;
}
export type ExplorerAnswer = ExplorerAnswers[keyof ExplorerAnswers];

/** How far the comparison with the training images is. */
export interface IndexProgress {
  /** `classifier`: the judge learns digits, once; `training`, `real`: images are being looked at. */
  readonly stage: 'starting' | 'classifier' | 'training' | 'real';
  /** 0 to 1 within the stage. */
  readonly share: number;
}
