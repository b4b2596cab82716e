/** What can be made of a run to be shown elsewhere: pictures, animations, curves, a report. Plain data; docs/formats.md tells what is written. */
import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import { assertNever } from './assert-never';
import { saying } from './wording/value-words';
import { worded, type Told } from './wording/worded';

export const largestScale = 16;
export const mostRows = 64;
export const largestGap = 64;
export const mostStages = 24;
export const mostFrames = 10_000;
/** Latents that a way leads through. */
export const mostStations = 4;

const stepSchema = z.int().min(0).max(1_000_000_000);
const seedSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const labelSchema = z.int().min(0).max(65_535).nullable();
const weightsSchema = z.enum(['raw', 'ema']);
/** Dots an inch; null: the file names no size on paper. */
const dotsSchema = z.int().min(36).max(1200).nullable();
export const animationFormats = ['gif', 'apng'] as const;

const grid = {
  rows: z.int().min(1).max(mostRows),
  columns: z.int().min(1).max(mostRows),
  /** Picture pixels an image pixel. */
  scale: z.int().min(1).max(largestScale),
  /** Picture pixels between two images. */
  gap: z.int().min(0).max(largestGap),
  /** Between and around the images. Hexadecimal red, green, blue: `#rrggbb`. */
  background: z.string().refine((text) => /^#[0-9a-f]{6}$/.test(text), saying(worded('value.colour'))),
};
export type FigureGrid = DeepReadonly<z.infer<z.ZodObject<typeof grid>>>;

/** What stands in words at the images. */
const labelsSchema = z.strictObject({
  parts: z.array(z.enum(['class', 'seed', 'step'])).max(3),
  /** Below the images and the sheet, or left of the rows and right of the sheet. */
  place: z.enum(['below', 'beside']),
});
export type FigureLabels = DeepReadonly<z.infer<typeof labelsSchema>>;

/** Where the images of a sheet come from. */
const sourceSchema = z.discriminatedUnion('from', [
  /** The run's own fixed latents, as a stored sheet shows them; null: the newest. */
  z.strictObject({ from: z.literal('stored'), step: stepSchema.nullable() }),
  /** The same latents, drawn again from a checkpoint; null: the newest good one. */
  z.strictObject({ from: z.literal('redrawn'), step: stepSchema.nullable(), weights: weightsSchema }),
  /** Other latents, drawn from a checkpoint; null as above. */
  z.strictObject({
    from: z.literal('drawn'),
    step: stepSchema.nullable(),
    seed: seedSchema,
    weights: weightsSchema,
  }),
]);
export type FigureSource = DeepReadonly<z.infer<typeof sourceSchema>>;

/** A way between two latents that a seed gives. */
const way = {
  /** Of the checkpoint; null: the newest good one. */
  step: stepSchema.nullable(),
  seed: seedSchema,
  weights: weightsSchema,
  /** Class of all images; null: the first where there are classes. */
  label: labelSchema,
  path: z.enum(['linear', 'spherical']),
};

const motion = {
  format: z.enum(animationFormats),
  framesPerSecond: z.number().min(0.5).max(50),
};

const figureKinds = {
  sheet: z.strictObject({
    kind: z.literal('sheet'),
    source: sourceSchema,
    ...grid,
    labels: labelsSchema,
    /** A class a row; for recipes that know classes. */
    classRows: z.boolean(),
    /** A file for each image, in a folder, instead of one sheet. */
    each: z.boolean(),
    dots: dotsSchema,
  }),
  /** Stored sheets of several moments side by side, each under its moment. */
  stages: z.strictObject({
    kind: z.literal('stages'),
    unit: z.enum(['epochs', 'steps']),
    at: z.array(z.number().min(0).max(1_000_000_000)).min(1).max(mostStages),
    ...grid,
    dots: dotsSchema,
  }),
  /** Images between two latents in a row, each under its λ. */
  interpolation: z.strictObject({
    kind: z.literal('interpolation'),
    ...way,
    images: z.int().min(2).max(100),
    scale: grid.scale,
    dots: dotsSchema,
  }),
  /** The stored sheets one after the other. */
  training: z.strictObject({
    kind: z.literal('training'),
    ...motion,
    /** First and last step that may come; null: from the first, to the last. */
    from: stepSchema.nullable(),
    to: stepSchema.nullable(),
    /** Each n-th sheet, and the last. */
    every: z.int().min(1).max(100_000),
    /** How long the last sheet stands. Seconds. */
    hold: z.number().min(0).max(60),
    stepLabel: z.boolean(),
    ...grid,
  }),
  /** Every cell on its way from one latent to another. */
  walk: z.strictObject({
    kind: z.literal('walk'),
    ...motion,
    ...way,
    frames: z.int().min(2).max(1000),
    /** And back again, so that the animation has no jump. */
    returns: z.boolean(),
    ...grid,
  }),
  /** The way through latents that a person picked, drawn as Explore draws it. */
  tour: z.strictObject({
    kind: z.literal('tour'),
    ...motion,
    step: way.step,
    weights: weightsSchema,
    batchNorm: z.enum(['running', 'batch']),
    path: way.path,
    stations: z
      .array(z.strictObject({ latent: z.array(z.number().min(-1e6).max(1e6)).min(1).max(4096), label: labelSchema }))
      .min(2)
      .max(mostStations),
    /** About so many one way: as many between each two latents. */
    frames: z.int().min(2).max(1000),
    returns: z.boolean(),
    scale: grid.scale,
  }),
  curves: z.strictObject({
    kind: z.literal('curves'),
    format: z.enum(['png', 'svg', 'csv']),
    panels: z
      .array(z.enum(['losses', 'beliefs', 'gradients']))
      .min(1)
      .max(3),
    axis: z.enum(['step', 'epoch', 'time']),
    logarithmic: z.boolean(),
    /** The mean of this share of all points to each side; 0: the curve as it is. */
    smoothing: z.number().min(0).max(0.2),
    /** Picture pixels a point of the drawing. */
    scale: z.int().min(1).max(8),
    dots: dotsSchema,
  }),
  /** A page in one file that needs nothing else. */
  report: z.strictObject({ kind: z.literal('report'), language: z.enum(['en', 'zh-CN']) }),
  /** What it learns from. */
  realImages: z.strictObject({
    kind: z.literal('realImages'),
    ...grid,
    labels: labelsSchema,
    dots: dotsSchema,
  }),
};

export const figureSchema = z.discriminatedUnion('kind', [
  figureKinds.sheet,
  figureKinds.stages,
  figureKinds.interpolation,
  figureKinds.training,
  figureKinds.walk,
  figureKinds.tour,
  figureKinds.curves,
  figureKinds.report,
  figureKinds.realImages,
]);
export type Figure = DeepReadonly<z.infer<typeof figureSchema>>;
export type FigureKind = Figure['kind'];
export type FigureOf<K extends FigureKind> = Extract<Figure, { kind: K }>;
export type AnimationFormat = (typeof animationFormats)[number];

export type FigureExtension = 'png' | 'gif' | 'svg' | 'csv' | 'html';

/** How the name of its file ends, without the dot; null: a folder. */
export function figureExtension(figure: Figure): FigureExtension | null {
  switch (figure.kind) {
    case 'sheet':
      return figure.each ? null : 'png';
    case 'stages':
    case 'interpolation':
    case 'realImages':
      return 'png';
    case 'training':
    case 'walk':
    case 'tour':
      // what shows a PNG shows its first image; browsers and viewers that know more move it
      return figure.format === 'gif' ? 'gif' : 'png';
    case 'curves':
      return figure.format;
    case 'report':
      return 'html';
    default:
      return assertNever(figure);
  }
}

const fileNameParts: Readonly<Record<FigureKind, string>> = {
  sheet: 'sheet',
  stages: 'stages',
  interpolation: 'interpolation',
  training: 'training',
  walk: 'walk',
  tour: 'way',
  curves: 'curves',
  report: 'report',
  realImages: 'real-images',
};

/** What its file or folder is called unless a person says otherwise. */
export function figureFileName(runId: string, figure: Figure): string {
  const step = figure.kind === 'sheet' ? figure.source.step : null;
  const extension = figureExtension(figure);
  const name = `${runId}-${fileNameParts[figure.kind]}${step === null ? '' : `-step-${step}`}`;
  return extension === null ? `${name}-images` : `${name}.${extension}`;
}

/** A figure with its size, before or after it was written. */
export interface FigureFacts {
  /** Step of the pictures; null where it shows several or none. */
  readonly step: number | null;
  /** Pixels; null for what has none. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** On paper. Null where the file names none. */
  readonly millimetres: { readonly width: number; readonly height: number } | null;
  /** Of an animation, or files of a folder; otherwise 1. */
  readonly parts: number;
  /** Sentences about what was passed over or is not as it was asked for. */
  readonly notices: readonly Told[];
}

export interface WrittenFigure extends FigureFacts {
  readonly bytes: number;
}

export interface FigurePreview extends FigureFacts {
  /** What the file will have. Null where only making it would tell; `exact` is false where it is an estimate. */
  readonly bytes: { readonly count: number; readonly exact: boolean } | null;
  /** A picture or a part of it, as PNG; null where there is none to see. */
  readonly picture: Uint8Array | null;
  /** The first lines of a text. */
  readonly text: string | null;
}

/** How far the making of a figure is. */
export interface FigureProgress {
  readonly done: number;
  readonly total: number;
}
