import type { DataSetCard, Events, WorkbenchAnswer, WorkbenchCommand, WorkbenchProgress } from '../../shared/ipc';
import type { DataSetPreview, DataSetReading, ImportProgress, OwnDataSets } from '../../shared/own-data-sets';
import type { PaceReading } from '../../shared/pace-measurement';
import type { Imported, Recognised } from '../../shared/recognised';
import { success, type Failure, type Result, refusal } from '../../shared/result';
import type { Device } from '../../shared/run';
import { worded, type Worded, type WordedKey } from '../../shared/wording/worded';
import { gaveNoAnswer, LoneWorker, wasClosed } from './lone-worker';
import type { WorkerProcess } from './worker-process';

type CommandType = WorkbenchCommand['type'];
type CommandOf<T extends CommandType> = Extract<WorkbenchCommand, { type: T }>;
type AnswerOf<T extends CommandType> = Extract<WorkbenchAnswer, { type: T }>['result'];

type ImportFields = Omit<CommandOf<'readData'>, 'type' | 'id'>;

export interface WorkbenchHostOptions {
  /** Starts a fresh workbench process. */
  readonly fork: () => WorkerProcess;
  /** The longest that one question may take. Milliseconds. */
  readonly timeLimit: number;
  /** The same for writing a run, which may be gigabytes, and for a judge that has to learn first; `timeLimit` if left out. Milliseconds. */
  readonly exportTimeLimit?: number;
  /** A workbench that nobody asked anything for so long is ended, and its memory given back. Milliseconds. */
  readonly idleLimit: number;
  /** Told while a data set is read: a process that tells it may take as long as it needs. */
  readonly onProgress: (progress: ImportProgress) => void;
  /** The same while a figure is made. */
  readonly onFigureProgress: (progress: Events['figure:progress']) => void;
}

interface Waiting {
  readonly type: CommandType;
  readonly settle: (result: Result<unknown>) => void;
  timer: NodeJS.Timeout;
  readonly limit: number;
}

const deeds = {
  probe: 'deed.probe',
  measurePace: 'deed.measurePace',
  listData: 'deed.listData',
  listOwnData: 'deed.listOwnData',
  previewData: 'deed.previewData',
  readData: 'deed.readData',
  cancelData: 'deed.cancelData',
  keepData: 'deed.keepData',
  removeData: 'deed.removeData',
  restoreData: 'deed.restoreData',
  previewFigure: 'deed.previewFigure',
  exportFigure: 'deed.exportFigure',
  encodeFigure: 'deed.encodeFigure',
  cancelFigure: 'deed.cancelFigure',
  drawSheet: 'deed.drawSheet',
  judgeRun: 'deed.judgeRun',
  recognise: 'deed.recognise',
  sampleFile: 'deed.sampleFile',
  importFile: 'deed.importFile',
  exportRun: 'deed.exportRun',
} as const satisfies Readonly<Record<CommandType, WordedKey>>;

/** What may take longer than other questions, and tells of no progress or late. */
const longWork: ReadonlySet<CommandType> = new Set(['exportRun', 'exportFigure', 'judgeRun']);

/** Asks the disposable workbench process; a crash or a time-out there is an answer here. */
export class WorkbenchHost {
  readonly #process: LoneWorker;
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<number, Waiting>();

  constructor(private readonly options: WorkbenchHostOptions) {
    this.#process = new LoneWorker({
      fork: options.fork,
      onMessage: (message) => this.#hear(message as WorkbenchAnswer | WorkbenchProgress),
      onGone: (how) => this.#fail(how),
    });
  }

  /** Starts TensorFlow and says which device it really uses. */
  probe(): Promise<Result<Device>> {
    return this.#ask('probe', {});
  }

  /** Makes a few steps of a reference recipe. */
  measurePace(reference: string): Promise<Result<PaceReading>> {
    return this.#ask('measurePace', { reference });
  }

  listData(): Promise<Result<readonly DataSetCard[]>> {
    return this.#ask('listData', {});
  }

  /** The data sets that the person imported. @param forget whether what was removed may go for good */
  listOwnData(folder: string, forget: boolean): Promise<Result<OwnDataSets>> {
    return this.#ask('listOwnData', { folder, forget });
  }

  /** Some images of a data set as the options make them. */
  previewData(request: ImportFields): Promise<Result<DataSetPreview>> {
    return this.#ask('previewData', request);
  }

  /** Reads and packs all of a data set. */
  readData(request: ImportFields): Promise<Result<DataSetReading>> {
    return this.#ask('readData', request);
  }

  /** Stops what is under way for an import; a process that was not started has nothing to stop. */
  async cancelData(importId: number): Promise<Result<void>> {
    return this.#process.isRunning ? this.#ask('cancelData', { importId }) : success(undefined);
  }

  /** Keeps a data set in the gallery. */
  keepData(request: Omit<CommandOf<'keepData'>, 'type' | 'id'>): Promise<Result<DataSetCard>> {
    return this.#ask('keepData', request);
  }

  /** Takes a data set out of the gallery. */
  removeData(folder: string, path: string): Promise<Result<void>> {
    return this.#ask('removeData', { folder, path });
  }

  /** Takes that back. */
  restoreData(folder: string, path: string): Promise<Result<void>> {
    return this.#ask('restoreData', { folder, path });
  }

  /** What a figure would be. */
  previewFigure(request: Omit<CommandOf<'previewFigure'>, 'type' | 'id'>): Promise<AnswerOf<'previewFigure'>> {
    return this.#ask('previewFigure', request);
  }

  /** Writes a figure, whole or not at all. */
  exportFigure(request: Omit<CommandOf<'exportFigure'>, 'type' | 'id'>): Promise<AnswerOf<'exportFigure'>> {
    return this.#ask('exportFigure', request);
  }

  /** The bytes of a figure that is one PNG. */
  encodeFigure(request: Omit<CommandOf<'encodeFigure'>, 'type' | 'id'>): Promise<AnswerOf<'encodeFigure'>> {
    return this.#ask('encodeFigure', request);
  }

  /** Gives up a figure; a process that was not started makes none. */
  async cancelFigure(makingId: number): Promise<Result<void>> {
    return this.#process.isRunning ? this.#ask('cancelFigure', { makingId }) : success(undefined);
  }

  /** Draws a checkpoint from the latents of another seed. */
  drawSheet(request: Omit<CommandOf<'drawSheet'>, 'type' | 'id'>): Promise<AnswerOf<'drawSheet'>> {
    return this.#ask('drawSheet', request);
  }

  /** Asks the judge about a checkpoint. */
  judgeRun(request: Omit<CommandOf<'judgeRun'>, 'type' | 'id'>): Promise<AnswerOf<'judgeRun'>> {
    return this.#ask('judgeRun', request);
  }

  /** Finds out what a file is. */
  recognise(path: string, runsFolder: string): Promise<Result<Recognised>> {
    return this.#ask('recognise', { path, runsFolder });
  }

  /** Makes a run of a file. */
  importFile(request: Omit<CommandOf<'importFile'>, 'type' | 'id'>): Promise<Result<Imported>> {
    return this.#ask('importFile', request);
  }

  /** Draws from the weights in a file. */
  sampleFile(request: Omit<CommandOf<'sampleFile'>, 'type' | 'id'>): Promise<AnswerOf<'sampleFile'>> {
    return this.#ask('sampleFile', request);
  }

  /** Writes a run's generator, or the whole run. */
  exportRun(request: Omit<CommandOf<'exportRun'>, 'type' | 'id'>): Promise<AnswerOf<'exportRun'>> {
    return this.#ask('exportRun', request);
  }

  /** Ends the process; whoever still waits gets a failure. */
  close(): void {
    this.#process.end(wasClosed);
  }

  #ask<T extends CommandType>(type: T, request: Omit<CommandOf<T>, 'type' | 'id'>): Promise<AnswerOf<T>> {
    const id = this.#nextId++;
    clearTimeout(this.#idle);
    return new Promise((resolve) => {
      const { timeLimit, exportTimeLimit = timeLimit } = this.options;
      const limit = longWork.has(type) ? exportTimeLimit : timeLimit;
      const timer = this.#limit(limit);
      // the answer's type follows from the question's; the process answers each id once
      this.#waiting.set(id, { type, settle: resolve as Waiting['settle'], timer, limit });
      this.#process.post({ type, id, ...request });
    });
  }

  /** Gives the process up once it said nothing for so long. */
  #limit(limit: number): NodeJS.Timeout {
    return setTimeout(() => this.#process.end(gaveNoAnswer(limit)), limit);
  }

  #hear(answer: WorkbenchAnswer | WorkbenchProgress): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    if (answer.type === 'progress' || answer.type === 'figureProgress') {
      const { limit } = waiting;
      clearTimeout(waiting.timer);
      waiting.timer = this.#limit(limit);
      const { done, total } = answer;
      if (answer.type === 'progress') this.options.onProgress({ importId: answer.importId, done, total });
      else this.options.onFigureProgress({ makingId: answer.makingId, done, total: answer.total });
      return;
    }
    this.#waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    waiting.settle(answer.result);
    if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.close(), this.options.idleLimit);
  }

  #fail(how: Worded): void {
    clearTimeout(this.#idle);
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { type, settle, timer } of waiting) {
      clearTimeout(timer);
      settle(lost(type, how));
    }
  }
}

function lost(type: CommandType, how: Worded): Failure {
  return refusal('internal', worded('process.helper', { how, deed: worded(deeds[type]) }));
}
