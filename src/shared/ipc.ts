/**
 * The IPC contract: every message between the window, the main process and the worker processes.
 *
 * To add one: add a line here and in `ipc-channels.ts`, handle it in `main/app/handlers.ts` (or the worker), call it
 * from a store.
 * The compiler finds whatever you forgot.
 */
import { z } from 'zod';
import type { JudgedRun } from './comparison';
import { comparisonRequestSchemas, type ComparisonRequests } from './comparison-requests';
import type { DeepReadonly } from './deep-readonly';
import { importChoiceSchema, type ImportChoice, type Imported, type Recognised } from './recognised';
import type { MenuCommand } from './menu-command';
import type { PaceMeasurement, PaceReading } from './pace-measurement';
import {
  explorerPlaceSchema,
  explorerQuestionSchema,
  type ExplorerAnswer,
  type ExplorerPlace,
  type ExplorerQuestion,
  type IndexProgress,
} from './explore';
import { exportFormats, type ExportedRun } from './export-format';
import { figureSchema, type FigurePreview, type WrittenFigure } from './figure';
import { figureRequestSchemas, makingIdSchema, type FigureEvents, type FigureRequests } from './figure-requests';
import type {
  DataSetPreview,
  DataSetReading,
  ImportProgress,
  OwnDataSet,
  OwnDataSets,
  SentDataSets,
  PackingProgress,
} from './own-data-sets';
import { frameRequestSchemas, type FrameEvents, type FrameRequests } from './frame-requests';
import { presetNameSchema, type OwnPresets } from './own-presets';
import { importOptionsSchema, type ImportOptions } from './preparation';
import { curveRequestSchemas, type CurveRequests } from './run-curves';
import { queueRequestSchemas, type QueueEvents, type QueueRequests } from './queue-requests';
import { recipeSchema, type Recipe } from './recipe';
import type { Problem, Result, Telling } from './result';
import { settingsSchema, type Settings } from './settings';
import {
  runIdSchema,
  samplesSchema,
  type Device,
  type EpochMetrics,
  type KnownRuns,
  type RunId,
  type RunListChange,
  type RunRecord,
  type RunSummary,
  type Samples,
  type StepMetrics,
} from './run';
import { runNotesChangeSchema, type RunNotes, type RunNotesChange } from './run-notes';
import type { Told } from './wording/worded';

/** What the window shows about the machine and the program. */
export interface About {
  readonly studioVersion: string;
  readonly electronVersion: string;
  /** Null until a worker has really started TensorFlow. */
  readonly device: Device | null;
  readonly runsFolder: string;
  /** Free space where runs lie. Bytes. */
  readonly freeBytes: number;
  /** Of the computer. Bytes. */
  readonly memoryBytes: number;
  readonly onBattery: boolean;
  /** Sentences about what is wrong with this machine, each with its cure; empty when all is well. */
  readonly faults: readonly Told[];
}

/** A data set that can be picked, with some of its images as a thumbnail. */
export interface DataSetCard {
  /** What goes into `recipe.data.source`. */
  readonly source: string;
  readonly name: string;
  readonly imageCount: number;
  readonly testImageCount: number;
  /** [height, width, channels] */
  readonly imageShape: readonly [number, number, number];
  /** Training images a class, or null where there are no labels. */
  readonly classCounts: readonly number[] | null;
  /** What the data set calls each class; null where it does not say. */
  readonly classNames: readonly string[] | null;
  readonly thumbnail: Samples;
  /** Null for those that come with the studio. */
  readonly own: OwnDataSet | null;
}

/** A run as it was read from its folder. */
export interface RunDetails {
  readonly summary: RunSummary;
  readonly recipe: Recipe;
  readonly record: RunRecord;
  /** Means of the newest epoch that was done to its end; null before the first. */
  readonly lastEpoch: EpochMetrics | null;
  /** Newest stored sheet, null before the first. */
  readonly sheet: Samples | null;
  /** Steps of all stored sheets, ascending. */
  readonly sheetSteps: readonly number[];
  /** All that the run keeps, ascending. */
  readonly checkpoints: readonly { readonly step: number; readonly pinned: boolean }[];
}

/** What a run was made from, without what it did. */
export type RunOrigin = Pick<RunDetails, 'recipe' | 'record'>;

export const runExportRequestSchema = z.strictObject({
  runId: runIdSchema,
  format: z.enum(exportFormats),
  /** Of the checkpoint; null: the newest good one. A ZIP holds all of them. */
  step: z.int().min(0).nullable(),
});
export type RunExportRequest = Readonly<z.infer<typeof runExportRequestSchema>>;

export type RunExportOutcome =
  ({ readonly outcome: 'written'; readonly path: string } & ExportedRun) | { readonly outcome: 'cancelled' };
export type RecipeExport = { readonly outcome: 'written'; readonly path: string } | { readonly outcome: 'cancelled' };

export type RecipeImport =
  { readonly outcome: 'read'; readonly path: string; readonly recipe: Recipe } | { readonly outcome: 'cancelled' };

/** Most systems ask for one or the other. */
export const fileOrFolderSchema = z.enum(['file', 'folder']);
export type FileOrFolder = z.infer<typeof fileOrFolderSchema>;

/** What a menu item or the title bar asks of the window itself. */
export const windowActionSchema = z.enum([
  'minimise',
  'toggleMaximise',
  'close',
  'quit',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'zoomIn',
  'zoomOut',
  'resetZoom',
  'toggleFullScreen',
]);
export type WindowAction = z.infer<typeof windowActionSchema>;

/** How the window lies on the desktop: what its own title bar must know. */
export interface WindowState {
  readonly maximised: boolean;
  readonly fullScreen: boolean;
}

/** What became of a run that was to go to the trash. */
export type TrashAnswer =
  | { readonly runId: RunId; readonly outcome: 'gone' }
  /** Nothing was done; `message` says why, in a sentence. `no-trash`: the system could not take it. */
  | (Telling & { readonly runId: RunId; readonly outcome: 'running' | 'no-trash' | 'failed' });

/** Window asks, main answers. */
export interface Requests extends ComparisonRequests, CurveRequests, FigureRequests, FrameRequests, QueueRequests {
  'studio:about': () => Result<About>;
  /** Steps of reference recipes that were measured on this machine; null before they were. */
  'machine:pace': () => Result<PaceMeasurement | null>;
  'settings:read': () => Result<Settings>;
  'settings:write': (settings: Settings) => Result<void>;
  /** Those that come with the studio. */
  'data:list': () => Result<readonly DataSetCard[]>;
  /** Those that the person imported. */
  'data:own': () => Result<SentDataSets>;
  /** Asks the person for a data set; null where they thought better of it. */
  'data:choose': (what: FileOrFolder) => Result<string | null>;
  /** Some images as the options make them. @param importId names this import for its progress and to cancel it */
  'data:preview': (importId: number, path: string, options: ImportOptions) => Result<DataSetPreview>;
  /** Reads and packs all of a data set; `data:progress` tells how far it is. */
  'data:read': (importId: number, path: string, options: ImportOptions) => Result<DataSetReading>;
  /** Stops a preview or a reading, which then answers `cancelled`; nothing half-written stays. */
  'data:cancel': (importId: number) => Result<void>;
  /** Keeps a data set in the gallery, in place of an earlier import of the same path. */
  'data:keep': (importId: number, path: string, options: ImportOptions) => Result<DataSetCard>;
  /** Takes it out of the gallery; the person's own files stay. */
  'data:remove': (path: string) => Result<void>;
  /** Takes that back, until the studio is closed. */
  'data:restore': (path: string) => Result<void>;
  'run:start': (recipe: Recipe) => Result<RunId>;
  /** Goes on with a run that is over. @param steps where it ends, from its first step; null = where its recipe says */
  'run:resume': (runId: RunId, steps: number | null) => Result<RunId>;
  /** Trains a run of its own from a checkpoint of another. @param step null = its newest good one */
  'run:branch': (parent: RunId, step: number | null, recipe: Recipe) => Result<RunId>;
  /** Keeps a checkpoint whatever comes after it, or no longer. */
  'run:pin': (runId: RunId, step: number, pinned: boolean) => Result<void>;
  'run:stop': (runId: RunId) => Result<void>;
  /** Gives up a run whose images are still made ready; its start then answers `cancelled`. */
  'run:cancel-start': () => Result<void>;
  /** Lets a run that waits for the disk try again at once. */
  'run:retry': (runId: RunId) => Result<void>;
  /** The runs as far as they are known; `runs:changed` tells the rest. */
  'run:list': () => Result<KnownRuns>;
  'run:read': (runId: RunId) => Result<RunDetails>;
  'run:recipe': (runId: RunId) => Result<RunOrigin>;
  /** Changes what is written about a run; what the change does not name stays. */
  'run:annotate': (runId: RunId, change: RunNotesChange) => Result<RunNotes>;
  /** An answer for each run, in their order; `for-good` where the system has no trash and the person was asked. */
  'run:trash': (runIds: readonly RunId[], how: 'to-trash' | 'for-good') => Result<readonly TrashAnswer[]>;
  /** Runs that the window trained before this start and whose end it has not seen, the latest first: some may be interrupted. */
  'run:unfinished': () => Result<readonly RunId[]>;
  /** The person does not want to go on with it; it is not offered again. */
  'run:dismiss-unfinished': (runId: RunId) => Result<void>;
  'run:reveal': (runId: RunId) => Result<void>;
  /** Asks a checkpoint; null where a newer question of the same lane came before it was looked at. */
  'explore:ask': (place: ExplorerPlace, question: ExplorerQuestion) => Result<ExplorerAnswer | null>;
  /** Looks at all training images of the run once, so that samples can be compared with them; kept for all runs on them. */
  'explore:index': (runId: RunId) => Result<'built' | 'cancelled'>;
  /** Has the judge's classifier learn digits, about a minute; kept for ever. */
  'explore:learn-digits': () => Result<'built' | 'cancelled'>;
  /** Of either. */
  'explore:cancel-index': () => Result<void>;
  /** The text on the clipboard, where a latent was copied. */
  'explore:paste': () => Result<string>;
  /** What a dropped file or folder is; nothing is changed. @param path absolute */
  'file:recognise': (path: string) => Result<Recognised>;
  /** Asks the person for a file or folder to look at; null where they thought better of it. */
  'file:choose': (what: FileOrFolder) => Result<string | null>;
  /** Draws from the weights in a file and keeps nothing. @param seed of the latents */
  'file:sample': (path: string, choice: ImportChoice, seed: number) => Result<Samples>;
  /** Makes a run of it, or opens the one that it belongs to. */
  'file:import': (path: string, choice: ImportChoice) => Result<Imported>;
  /** Writes a generator for other programs, or the whole run. */
  'run:export': (request: RunExportRequest) => Result<RunExportOutcome>;
  'preset:list': () => Result<OwnPresets>;
  /** @param replace whether a preset of the same name may go; answers the preset, which bears its name */
  'preset:save': (name: string, recipe: Recipe, replace: boolean) => Result<Recipe>;
  'preset:remove': (name: string) => Result<void>;
  /** Into a file that the person chooses. */
  'recipe:export': (recipe: Recipe) => Result<RecipeExport>;
  /** From a file that the person chooses. */
  'recipe:import': () => Result<RecipeImport>;
  'window:act': (action: WindowAction) => Result<WindowState>;
}

const seedSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const pathSchema = z.string().min(1).max(4096);
const stepsSchema = z.int().min(1).max(100_000_000);
const checkpointStepSchema = z.int().min(0);
const importIdSchema = z.int().min(1);
const importSchema = z.tuple([importIdSchema, pathSchema, importOptionsSchema]);

/** Arguments as they arrive from the window, checked before a handler sees them. */
export const requestSchemas: { readonly [C in keyof Requests]: z.ZodType<Parameters<Requests[C]>> } = {
  'studio:about': z.tuple([]),
  'machine:pace': z.tuple([]),
  'settings:read': z.tuple([]),
  'settings:write': z.tuple([settingsSchema]),
  'data:list': z.tuple([]),
  'data:own': z.tuple([]),
  'data:choose': z.tuple([fileOrFolderSchema]),
  'data:preview': importSchema,
  'data:read': importSchema,
  'data:cancel': z.tuple([importIdSchema]),
  'data:keep': importSchema,
  'data:remove': z.tuple([pathSchema]),
  'data:restore': z.tuple([pathSchema]),
  'run:start': z.tuple([recipeSchema]),
  'run:resume': z.tuple([runIdSchema, stepsSchema.nullable()]),
  'run:branch': z.tuple([runIdSchema, checkpointStepSchema.nullable(), recipeSchema]),
  'run:pin': z.tuple([runIdSchema, checkpointStepSchema, z.boolean()]),
  'run:stop': z.tuple([runIdSchema]),
  'run:cancel-start': z.tuple([]),
  'run:retry': z.tuple([runIdSchema]),
  'run:list': z.tuple([]),
  'run:read': z.tuple([runIdSchema]),
  'run:recipe': z.tuple([runIdSchema]),
  'run:annotate': z.tuple([runIdSchema, runNotesChangeSchema as z.ZodType<RunNotesChange>]),
  'run:trash': z.tuple([z.array(runIdSchema).min(1).max(100_000), z.enum(['to-trash', 'for-good'])]),
  'run:unfinished': z.tuple([]),
  'run:dismiss-unfinished': z.tuple([runIdSchema]),
  'run:reveal': z.tuple([runIdSchema]),
  'explore:ask': z.tuple([explorerPlaceSchema, explorerQuestionSchema as z.ZodType<ExplorerQuestion>]),
  'explore:index': z.tuple([runIdSchema]),
  'explore:learn-digits': z.tuple([]),
  'explore:cancel-index': z.tuple([]),
  'explore:paste': z.tuple([]),
  'file:recognise': z.tuple([pathSchema]),
  'file:choose': z.tuple([fileOrFolderSchema]),
  'file:sample': z.tuple([pathSchema, importChoiceSchema, seedSchema]),
  'file:import': z.tuple([pathSchema, importChoiceSchema]),
  'run:export': z.tuple([runExportRequestSchema]),
  'preset:list': z.tuple([]),
  'preset:save': z.tuple([presetNameSchema, recipeSchema, z.boolean()]),
  // a file among them may have any name
  'preset:remove': z.tuple([z.string().min(1).max(255)]),
  'recipe:export': z.tuple([recipeSchema]),
  'recipe:import': z.tuple([]),
  ...comparisonRequestSchemas,
  ...curveRequestSchemas,
  ...figureRequestSchemas,
  ...queueRequestSchemas,
  ...frameRequestSchemas,
  'window:act': z.tuple([windowActionSchema]),
};

/** What a run is doing right now, from starting TensorFlow to the last checkpoint. */
export type RunStage = 'starting' | 'compiling' | 'training' | 'saving' | 'ended';

/** Main tells, window listens. */
export interface Events extends FigureEvents, FrameEvents, QueueEvents {
  /** At most 10 a second: steps are batched and never dropped. */
  'run:metrics': { readonly runId: RunId; readonly lines: readonly StepMetrics[] };
  /** After each epoch, and at the end of a run in the midst of one. */
  'run:epoch': { readonly runId: RunId; readonly means: EpochMetrics };
  /** At most 10 a second, newest wins; none while the window is hidden. */
  'run:samples': { readonly runId: RunId; readonly samples: Samples };
  'run:stage': { readonly runId: RunId; readonly stage: RunStage };
  /** The images of a run that is to begin are made ready, which is done once; null = no longer. */
  'run:packing': PackingProgress | null;
  /** The disk refuses to keep the run, which waits and tries again by itself; null = it goes on. */
  'run:paused': { readonly runId: RunId; readonly problem: Problem | null };
  /** A run that this window trains appeared or its state changed. */
  'run:changed': RunSummary;
  /** Something changed in the runs folder, whoever did it; at most once a second, the first look in parts. */
  'runs:changed': RunListChange;
  /** Something went wrong that no request answers for. */
  'run:problem': Problem & { readonly runId: RunId };
  /** At most 10 a second. */
  'data:progress': ImportProgress;
  'explore:index-progress': IndexProgress;
  'studio:device': Device;
  /** Measured anew. */
  'machine:pace': PaceMeasurement;
  /** Whether the computer runs on its battery. */
  'machine:battery': boolean;
  /** The same list as in `About`, where it changed since. */
  'studio:faults': readonly Told[];
  /** The menu changed them. */
  'settings:changed': Settings;
  'window:changed': WindowState;
  /** A menu item or shortcut of the application was chosen. */
  'menu:chosen': MenuCommand;
}

/** What the preload puts on `window.studio`. @typeParam DroppedFile the browser's own, unknown outside of the window */
export interface Studio<DroppedFile = unknown> {
  /** Absolute path of a dropped file or folder; empty where it lies on no disk. */
  pathOf(file: DroppedFile): string;
  request<C extends keyof Requests>(channel: C, ...args: Parameters<Requests[C]>): Promise<ReturnType<Requests[C]>>;
  /** @returns a function that stops listening. */
  on<C extends keyof Events>(channel: C, listener: (payload: Events[C]) => void): () => void;
}

/** Main → trainer process. */
export const trainerCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    recipe: recipeSchema,
    runsFolder: z.string().min(1),
    tensorboard: z.boolean(),
  }),
  z.strictObject({ type: z.literal('resume'), folder: z.string().min(1), steps: stepsSchema.nullable() }),
  z.strictObject({
    type: z.literal('branch'),
    parentFolder: z.string().min(1),
    step: checkpointStepSchema.nullable(),
    recipe: recipeSchema,
    runsFolder: z.string().min(1),
    tensorboard: z.boolean(),
  }),
  /** Ends after the step in progress, with a sheet and a checkpoint. */
  z.strictObject({ type: z.literal('stop') }),
  /** The same; run.json says that it is to go on. */
  z.strictObject({ type: z.literal('pause') }),
  /** Tries again what the disk refused; harmless where it refuses nothing. */
  z.strictObject({ type: z.literal('retry') }),
  /** Whether anyone can see sheets: a hidden window gets metrics only. */
  z.strictObject({ type: z.literal('watch'), visible: z.boolean() }),
]);
export type TrainerCommand = DeepReadonly<z.infer<typeof trainerCommandSchema>>;

/** Trainer process → main. */
export type TrainerMessage =
  | { readonly type: 'created'; readonly runId: RunId; readonly folder: string }
  | { readonly type: 'device'; readonly device: Device }
  | { readonly type: 'stage'; readonly stage: RunStage }
  | { readonly type: 'packing'; readonly done: number; readonly total: number | null }
  | { readonly type: 'metrics'; readonly lines: readonly StepMetrics[] }
  | { readonly type: 'epoch'; readonly means: EpochMetrics }
  | { readonly type: 'samples'; readonly samples: Samples }
  | { readonly type: 'paused'; readonly problem: Problem | null }
  | { readonly type: 'ended'; readonly summary: RunSummary }
  | (Problem & { readonly type: 'problem' });

/** Main → the process that watches the runs folder; it answers with `RunListChange`. */
export const watcherCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('watch'), runsFolder: z.string().min(1) }),
  z.strictObject({ type: z.literal('visible'), visible: z.boolean() }),
]);
export type WatcherCommand = Readonly<z.infer<typeof watcherCommandSchema>>;

const figureFields = {
  makingId: makingIdSchema,
  runFolder: z.string().min(1),
  /** What the window shows of a run that trains; null elsewhere. */
  shown: samplesSchema.nullable(),
  figure: figureSchema,
};
const importFields = { importId: importIdSchema, path: pathSchema, options: importOptionsSchema };

/** Main → workbench process: a disposable worker for whatever reads data sets and checkpoints. */
export const workbenchCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('probe'), id: z.int() }),
  /** Makes a few steps of a reference recipe. */
  z.strictObject({ type: z.literal('measurePace'), id: z.int(), reference: z.string().min(1) }),
  z.strictObject({ type: z.literal('listData'), id: z.int() }),
  z.strictObject({
    type: z.literal('listOwnData'),
    id: z.int(),
    folder: z.string().min(1),
    /** Whether what was removed may go for good. */
    forget: z.boolean(),
  }),
  z.strictObject({ type: z.literal('previewData'), id: z.int(), ...importFields }),
  z.strictObject({ type: z.literal('readData'), id: z.int(), ...importFields }),
  z.strictObject({ type: z.literal('cancelData'), id: z.int(), importId: importIdSchema }),
  z.strictObject({ type: z.literal('keepData'), id: z.int(), ...importFields, folder: z.string().min(1) }),
  z.strictObject({ type: z.literal('removeData'), id: z.int(), folder: z.string().min(1), path: pathSchema }),
  z.strictObject({ type: z.literal('restoreData'), id: z.int(), folder: z.string().min(1), path: pathSchema }),
  z.strictObject({ type: z.literal('previewFigure'), id: z.int(), ...figureFields, moves: z.boolean() }),
  z.strictObject({ type: z.literal('exportFigure'), id: z.int(), ...figureFields, path: z.string().min(1) }),
  z.strictObject({ type: z.literal('encodeFigure'), id: z.int(), ...figureFields }),
  z.strictObject({ type: z.literal('cancelFigure'), id: z.int(), makingId: makingIdSchema }),
  /** Draws a checkpoint from the fixed latents of a run of this seed. */
  z.strictObject({
    type: z.literal('drawSheet'),
    id: z.int(),
    runFolder: z.string().min(1),
    step: checkpointStepSchema,
    seed: seedSchema,
  }),
  /** Measures how good a checkpoint's digits are. */
  z.strictObject({
    type: z.literal('judgeRun'),
    id: z.int(),
    runFolder: z.string().min(1),
    step: checkpointStepSchema,
  }),
  z.strictObject({ type: z.literal('recognise'), id: z.int(), path: pathSchema, runsFolder: z.string().min(1) }),
  z.strictObject({
    type: z.literal('sampleFile'),
    id: z.int(),
    path: pathSchema,
    candidate: importChoiceSchema.shape.candidate,
    seed: seedSchema,
  }),
  z.strictObject({
    type: z.literal('importFile'),
    id: z.int(),
    path: pathSchema,
    runsFolder: z.string().min(1),
    candidate: importChoiceSchema.shape.candidate,
  }),
  /** Writes a run's generator, or the whole run. */
  z.strictObject({
    type: z.literal('exportRun'),
    id: z.int(),
    runFolder: z.string().min(1),
    format: runExportRequestSchema.shape.format,
    step: runExportRequestSchema.shape.step,
    path: z.string().min(1),
  }),
]);
export type WorkbenchCommand = DeepReadonly<z.infer<typeof workbenchCommandSchema>>;

/** Workbench → main, one for each command. */
export type WorkbenchAnswer =
  | { readonly type: 'probe'; readonly id: number; readonly result: Result<Device> }
  | { readonly type: 'measurePace'; readonly id: number; readonly result: Result<PaceReading> }
  | { readonly type: 'listData'; readonly id: number; readonly result: Result<readonly DataSetCard[]> }
  | { readonly type: 'listOwnData'; readonly id: number; readonly result: Result<OwnDataSets> }
  | { readonly type: 'previewData'; readonly id: number; readonly result: Result<DataSetPreview> }
  | { readonly type: 'readData'; readonly id: number; readonly result: Result<DataSetReading> }
  | { readonly type: 'cancelData'; readonly id: number; readonly result: Result<void> }
  | { readonly type: 'keepData'; readonly id: number; readonly result: Result<DataSetCard> }
  | { readonly type: 'removeData'; readonly id: number; readonly result: Result<void> }
  | { readonly type: 'restoreData'; readonly id: number; readonly result: Result<void> }
  | { readonly type: 'previewFigure'; readonly id: number; readonly result: Result<FigurePreview> }
  | { readonly type: 'exportFigure'; readonly id: number; readonly result: Result<WrittenFigure> }
  | { readonly type: 'encodeFigure'; readonly id: number; readonly result: Result<Uint8Array> }
  | { readonly type: 'cancelFigure'; readonly id: number; readonly result: Result<void> }
  | { readonly type: 'drawSheet'; readonly id: number; readonly result: Result<Samples> }
  | { readonly type: 'judgeRun'; readonly id: number; readonly result: Result<JudgedRun> }
  | { readonly type: 'recognise'; readonly id: number; readonly result: Result<Recognised> }
  | { readonly type: 'sampleFile'; readonly id: number; readonly result: Result<Samples> }
  | { readonly type: 'importFile'; readonly id: number; readonly result: Result<Imported> }
  | { readonly type: 'exportRun'; readonly id: number; readonly result: Result<ExportedRun> };

/** Workbench → main, at most 10 a second while it reads a data set or makes a figure. */
export type WorkbenchProgress = {
  /** Of the command. */
  readonly id: number;
} & (
  | ({ readonly type: 'progress' } & ImportProgress)
  | ({ readonly type: 'figureProgress' } & FigureEvents['figure:progress'])
);
/** Main → explorer process: holds one checkpoint open and answers questions about it. */
export const explorerCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ask'),
    id: z.int(),
    runFolder: z.string().min(1),
    step: checkpointStepSchema,
    question: explorerQuestionSchema,
  }),
  /** Looks at the training images of a run; the process is ended to cancel it. */
  z.strictObject({ type: z.literal('index'), runFolder: z.string().min(1) }),
  /** Has the judge's classifier learn digits, where it has not; the process is ended to cancel it. */
  z.strictObject({ type: z.literal('learn-digits') }),
]);
export type ExplorerCommand = DeepReadonly<z.infer<typeof explorerCommandSchema>>;

/** Explorer → main. */
export type ExplorerMessage =
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<ExplorerAnswer> }
  | { readonly type: 'progress'; readonly progress: IndexProgress }
  | { readonly type: 'indexed'; readonly result: Result<void> };
