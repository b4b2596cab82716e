import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import type { RunLength } from './recipe';
import type { Telling } from './result';
import type { RunNotes } from './run-notes';
import { worded, wordedSchema, type Told } from './wording/worded';
import { saying } from './wording/value-words';

/** Name of the run's folder, for example `20261121-143005-dcgan-28-mnist`. */
export const runIdSchema = z
  .string()
  .refine((name) => /^[\w][\w.-]{0,199}$/.test(name), saying(worded('value.runFolder')));
export type RunId = string;

/** What a step tells of both networks. Losses are batch means in nats; probabilities are batch means before the update. */
const trainingNumbers = {
  /** The sum of the real and the fake half. */
  discriminatorLoss: z.number(),
  /** Left out where the generator rested. */
  generatorLoss: z.number().optional(),
  /** D(x) */
  realProbability: z.number(),
  /** D(G(z)) */
  fakeProbability: z.number(),
  /** Lengths of the whole gradients before they are shortened; runs of older versions have none. */
  discriminatorGradientNorm: z.number().optional(),
  generatorGradientNorm: z.number().optional(),
};
export type TrainingNumber = keyof typeof trainingNumbers;
export const trainingNumberNames = Object.keys(trainingNumbers) as readonly TrainingNumber[];

/** One line of metrics.jsonl: the numbers of a step. */
export const stepMetricsSchema = z.object({
  /** 1 for the first step. */
  step: z.int().min(1),
  /** Epochs done after this step, as a fraction. */
  epoch: z.number().min(0),
  /** Since training began, pauses left out. Seconds. */
  seconds: z.number().min(0),
  ...trainingNumbers,
});
export type StepMetrics = Readonly<z.infer<typeof stepMetricsSchema>>;

/** One line of epochs.jsonl: the means of an epoch's steps. A step counts to the epoch in which it began. */
export const epochMetricsSchema = z.object({
  /** 1 for the first. */
  epoch: z.int().min(1),
  /** False where the run ended in the midst of it. */
  complete: z.boolean(),
  /** The last step that counts. */
  step: z.int().min(1),
  /** How many steps count. */
  steps: z.int().min(1),
  /** Of the last step that counts, since training began. Seconds. */
  seconds: z.number().min(0),
  /** Each over the steps that tell it: the generator's over those in which it moved. */
  ...trainingNumbers,
});
export type EpochMetrics = Readonly<z.infer<typeof epochMetricsSchema>>;

/** What the trainer writes into run.json. `interrupted` is never written: it is derived from writer.lock. */
export const recordedStateSchema = z.enum(['running', 'finished', 'stopped', 'paused', 'failed']);
export type RecordedState = z.infer<typeof recordedStateSchema>;
export type RunState = RecordedState | 'interrupted';

/** The device that TensorFlow really uses. */
export const deviceSchema = z.object({
  kind: z.enum(['cpu', 'gpu']),
  /** `tensorflow` = native; `js` = the slow pure-JavaScript backend, only where it was asked for. */
  backend: z.enum(['tensorflow', 'js']),
  /** For a person: `CPU, 2 threads` or the card's name. */
  name: z.string(),
  threads: z.int().min(1),
});
export type Device = Readonly<z.infer<typeof deviceSchema>>;

/** run.json: rewritten atomically by the trainer alone. */
export const runRecordSchema = z.object({
  formatVersion: z.literal(1),
  state: recordedStateSchema,
  /** Why it failed, one sentence in English; null otherwise. */
  reason: z.string().nullable(),
  /** The same for every language; null where it has no other words, and in runs of older versions. */
  wordedReason: wordedSchema.nullable().catch(null).default(null),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  step: z.int().min(0),
  epoch: z.number().min(0),
  seconds: z.number().min(0),
  /** Steps that the recipe comes to; null where only the clock ends the run. */
  plannedSteps: z.int().min(1).nullable(),
  /** Mean over the run; 0 before the first step. */
  stepsPerSecond: z.number().min(0),
  /** The latest line of metrics.jsonl, with the latest generator loss filled in. */
  latestMetrics: stepMetricsSchema.nullable(),
  /** Step of the newest checkpoint; null before the first. */
  checkpointStep: z.int().min(0).nullable(),
  /** Step of the newest stored sheet; null before the first. */
  sheetStep: z.int().min(0).nullable(),
  device: deviceSchema.nullable(),
  /** The one really used. */
  precision: z.enum(['float32', 'mixed']),
  /** How the steps really ran. */
  execution: z.enum(['compiled', 'eager']),
  /** What goes otherwise than the recipe says, a sentence each; runs of older versions have none. */
  notices: z.array(z.string()).default([]),
  /** Those of them that have words in every language; runs of older versions have none. */
  wordedNotices: z
    .array(wordedSchema.nullable().catch(null))
    .catch([])
    .default([])
    .transform((notices) => notices.filter((notice) => notice !== null)),
  dataSet: z.object({
    name: z.string(),
    /** 0 where it is not known: a run imported without its data set. */
    imageCount: z.int().min(0),
    fingerprint: z.string(),
  }),
  versions: z.object({ studio: z.string(), node: z.string(), tensorflow: z.string(), electron: z.string().nullable() }),
  /** The run and step that this one was continued from; null for a fresh one. */
  parent: z.object({ run: z.string(), step: z.int().min(0) }).nullable(),
  /** Runs with the same take the same time for a step on the same device; runs of older versions have none. */
  paceKey: z.string().optional(),
});
export type RunRecord = Readonly<z.infer<typeof runRecordSchema>>;

/** One row of the run list. */
export interface RunSummary {
  readonly id: RunId;
  /** Absolute path. */
  readonly folder: string;
  readonly preset: string;
  readonly seed: number;
  readonly dataSetName: string;
  readonly state: RunState;
  readonly reason: Told | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly step: number;
  readonly epoch: number;
  readonly seconds: number;
  readonly stepsPerSecond: number;
  /** 0 to 1, by steps or by the clock, whichever ends the run. */
  readonly progress: number;
  /** As its recipe says. */
  readonly length: RunLength;
  readonly sheetStep: number | null;
  readonly checkpointStep: number | null;
  /** The run and step that it was continued from; null for a fresh one. */
  readonly parent: RunRecord['parent'];
  /** What decides how long a step takes, and where; left out where it is not known. */
  readonly pace?: { readonly key: string; readonly device: string };
  readonly notes: RunNotes;
  /** Why notes.json cannot be read, one sentence; null where it can, or where there is none. */
  readonly notesProblem: Told | null;
}

/** A folder in the runs folder that is not a readable run; shown, never hidden. */
export interface UnreadableRun extends Telling {
  readonly id: RunId;
  readonly folder: string;
}

export interface RunList {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly unreadable: readonly UnreadableRun[];
}

/** What became of the folder that holds the runs. */
export type RunsFolderState =
  { readonly kind: 'there' } | { readonly kind: 'missing' } | (Telling & { readonly kind: 'unreadable' });

/** What differs in the runs folder since it was looked at before. */
export interface RunListChange {
  readonly folder: RunsFolderState;
  /** Runs that are new or changed, and runs that can be read again. */
  readonly runs: readonly RunSummary[];
  /** Folders that are new, and runs that cannot be read any more. */
  readonly unreadable: readonly UnreadableRun[];
  readonly gone: readonly RunId[];
  /** False where more of the same look is on its way. */
  readonly complete: boolean;
}

/** The runs as far as they are known. */
export interface KnownRuns extends RunList {
  readonly folder: RunsFolderState;
  /** False before the whole folder was looked at. */
  readonly complete: boolean;
}

/** A batch of generated images, ready to draw. */
export const samplesSchema = z.object({
  step: z.int().min(0),
  /** [count, height, width, channels] */
  shape: z.tuple([z.int().min(1), z.int().min(1), z.int().min(1), z.int().min(1)]),
  /** NHWC, 0 to 255. */
  pixels: z.custom<Uint8Array>((value) => value instanceof Uint8Array, saying(worded('value.bytes'))),
});
export type Samples = DeepReadonly<z.infer<typeof samplesSchema>>;

/** Fixed latents of the sheet that is drawn again and again: enough for 10 x 10; 8 x 8 shows the first 64. */
export const sheetSampleCount = 100;
