/** What a dropped file turned out to be, and what a person may choose then. Plain data for the window. */
import { z } from 'zod';
import type { Recipe } from './recipe';
import type { RunId, RunState } from './run';
import type { Shape } from './tensor';
import type { Told, Worded } from './wording/worded';

/** Which network some weights belong to: `average` is the moving average of a generator. */
export type FoundRole = 'generator' | 'discriminator' | 'average' | 'unknown';

/** A network that was found in a file. */
export interface FoundNetwork {
  readonly role: FoundRole;
  /** Numbers of its weights, running statistics left out. */
  readonly parameterCount: number;
  readonly layers: readonly FoundLayer[];
}

export interface FoundLayer {
  /** Its name in the file. */
  readonly name: string;
  /** `convolution`: the shapes do not tell whether it is a transposed one. */
  readonly kind: 'dense' | 'convolution' | 'batchNorm' | 'embedding' | 'unknown';
  /** Of the weight, in the file's own order of axes. */
  readonly shape: Shape;
}

/** What training needs and the file does not have. It is made from the recipe's seed, the average from the weights. */
export type MissingPart = 'discriminator' | 'optimisers' | 'average';

/** One way to read foreign weights. */
export interface ImportCandidate {
  /** What `ImportChoice` and `--preset` name it by: the preset, with `@SIDE` where its networks were rebuilt. */
  readonly id: string;
  /** The preset that the recipe starts from. */
  readonly preset: string;
  /** Whether the networks are just those of the preset; otherwise they were rebuilt from the shapes. */
  readonly exact: boolean;
  readonly latentSize: number;
  /** [height, width, channels] */
  readonly imageShape: readonly [number, number, number];
  readonly generatorParameters: number;
  /** What the shapes do not tell and was assumed, a sentence each. */
  readonly guessed: readonly Worded[];
  readonly missing: readonly MissingPart[];
  /** Names of tensors that are left out. */
  readonly unused: readonly string[];
}

interface At {
  /** Absolute path of the file or folder. */
  readonly path: string;
}

/** A checkpoint of our own. */
export interface RecognisedCheckpoint extends At {
  readonly kind: 'checkpoint';
  readonly preset: string;
  readonly step: number;
  readonly dataSource: string;
  readonly latentSize: number;
  readonly imageShape: readonly [number, number, number];
  readonly generatorParameters: number;
  readonly discriminatorParameters: number;
}

/** A run folder, or a ZIP of one. */
export interface RecognisedRun extends At {
  readonly kind: 'run';
  readonly packed: boolean;
  /** The name that its folder has or had. */
  readonly name: string;
  readonly preset: string;
  /** `interrupted` is not told of a ZIP. */
  readonly state: RunState;
  readonly step: number;
  /** Steps of its checkpoints, ascending. */
  readonly checkpointSteps: readonly number[];
  readonly sheetCount: number;
  /** Set where it lies in the runs folder already: importing only opens it. */
  readonly runId: RunId | null;
}

/** Weights of another program. */
export interface RecognisedWeights extends At {
  readonly kind: 'weights';
  readonly format: 'safetensors' | 'pytorch' | 'pytorch-old' | 'tfjs' | 'keras-h5' | 'keras';
  readonly tensorCount: number;
  readonly networks: readonly FoundNetwork[];
  /** Best first; empty where nothing fits, and `problem` then says why. */
  readonly candidates: readonly ImportCandidate[];
  /** Whether the candidates would draw different images, so that the person must choose. */
  readonly ambiguous: boolean;
  /** Why it cannot be imported, one sentence; null where it can. */
  readonly problem: Worded | null;
  /** What a person should know of the reading, a sentence each. */
  readonly notes: readonly Told[];
}

/** A recipe as JSON. Importing it makes a run of no steps. */
export interface RecognisedRecipe extends At {
  readonly kind: 'recipe';
  readonly recipe: Recipe;
}

/** A sheet of samples of our own, as PNG. */
export interface RecognisedSheet extends At {
  readonly kind: 'sheet';
  readonly preset: string;
  readonly step: number;
  readonly latentSeed: number;
  /** Of the recipe, as docs/formats.md tells. */
  readonly recipeHash: string;
  /** Runs of the runs folder with that recipe, newest first; importing opens the first. */
  readonly runs: readonly RunId[];
  /** What the sheet carries; null for sheets of earlier versions. */
  readonly recipe: Recipe | null;
}

/** Images to train on: no run comes of them, but the gallery takes them. */
export interface RecognisedDataSet extends At {
  readonly kind: 'dataSet';
  readonly name: string;
  readonly format: string;
  /** Null where only reading all of it would tell. */
  readonly imageCount: number | null;
}

export type Recognised =
  RecognisedCheckpoint | RecognisedRun | RecognisedWeights | RecognisedRecipe | RecognisedSheet | RecognisedDataSet;

/** What becomes a run; data sets go into the gallery. */
export type RecognisedRunPart = Exclude<Recognised, RecognisedDataSet>;

export const importChoiceSchema = z.strictObject({
  /** `id` of the candidate; null = the first, where they are not ambiguous. */
  candidate: z.string().min(1).max(200).nullable(),
});
export type ImportChoice = Readonly<z.infer<typeof importChoiceSchema>>;

/** What became of an import. */
export interface Imported {
  readonly runId: RunId;
  /** Absolute path of the run folder. */
  readonly folder: string;
  /** False where the run was there already and is only opened. */
  readonly created: boolean;
  /** What was guessed and what is missing, a sentence each; run.json keeps them too. */
  readonly notices: readonly Told[];
}
