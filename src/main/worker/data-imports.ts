import type { DataSetCard, WorkbenchProgress } from '../../shared/ipc';
import type { DataSetPreview, DataSetReading } from '../../shared/own-data-sets';
import type { ImportOptions } from '../../shared/preparation';
import { importDataSet } from '../data/import-data-set';
import { inspectDataSet } from '../data/inspect';
import type { PackProgress } from '../data/pack';
import { previewDataSet } from '../data/preview';
import { dataCacheFolder } from '../runs/locations';
import { paceProgress } from './progress-pace';

/** What each step of an import is asked with. */
export interface ImportCommand {
  /** Of the command. */
  readonly id: number;
  readonly importId: number;
  readonly path: string;
  readonly options: ImportOptions;
}

/** The imports that are under way in this process, each of which can be stopped. */
export class DataImports {
  readonly #underWay = new Map<number, Set<AbortController>>();

  constructor(private readonly tell: (progress: WorkbenchProgress) => void) {}

  preview({ importId, path, options }: ImportCommand): Promise<DataSetPreview> {
    return this.#during(importId, (signal) => previewDataSet(path, options, signal));
  }

  read(command: ImportCommand): Promise<DataSetReading> {
    return this.#during(command.importId, async (signal) => {
      const packing = { cacheFolder: dataCacheFolder(), signal, onProgress: this.#progressOf(command) };
      const { report, sheet } = await inspectDataSet(command.path, { shape: command.options, ...packing });
      return { report, samples: { step: 0, ...sheet } };
    });
  }

  keep(command: ImportCommand & { readonly folder: string }): Promise<DataSetCard> {
    const { path, options, folder } = command;
    return this.#during(command.importId, (signal) => {
      const packing = { cacheFolder: dataCacheFolder(), signal, onProgress: this.#progressOf(command) };
      return importDataSet({ path, options, folder, ...packing });
    });
  }

  cancel(importId: number): void {
    for (const stop of this.#underWay.get(importId) ?? []) stop.abort();
  }

  async #during<Value>(importId: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const stop = new AbortController();
    const all = this.#underWay.get(importId) ?? new Set();
    this.#underWay.set(importId, all.add(stop));
    try {
      return await work(stop.signal);
    } finally {
      all.delete(stop);
      if (all.size === 0) this.#underWay.delete(importId);
    }
  }

  #progressOf({ id, importId }: ImportCommand): (progress: PackProgress) => void {
    return paceProgress(({ done, total }) => this.tell({ type: 'progress', id, importId, done, total }));
  }
}
