import { leaveOut } from '../../shared/leave-out';
import type { RunId } from '../../shared/run';
import type { Settings } from '../../shared/settings';
import type { Told } from '../../shared/wording/worded';
import { replaceJsonFile } from './json-file';
import { defaultSettingsFile, mostUnendedRuns, readSettingsFile, type SettingsFile } from './settings-file';
import type { WindowPlace } from './window-place';

/** The window's preferences, its place and the runs that it trains, in one JSON file that is replaced as a whole. */
export class SettingsStore {
  #file: SettingsFile = defaultSettingsFile;
  #unknown: Readonly<Record<string, unknown>> = {};
  #problem: Told | null = null;
  #writing: Promise<void> = Promise.resolve();

  private constructor(private readonly path: string) {}

  /** What cannot be read costs only itself: see `problem`. */
  static async open(path: string): Promise<SettingsStore> {
    const store = new SettingsStore(path);
    const { file, unknown, problem } = await readSettingsFile(path);
    store.#file = file;
    store.#unknown = unknown;
    store.#problem = problem;
    return store;
  }

  /** What of the file could not be used, in a sentence for a person; null where all could. */
  get problem(): Told | null {
    return this.#problem;
  }

  get settings(): Settings {
    return leaveOut(leaveOut(leaveOut(this.#file, 'window'), 'unendedRuns'), 'recentFiles');
  }

  get windowPlace(): WindowPlace | null {
    return this.#file.window;
  }

  write(settings: Settings): Promise<void> {
    return this.#replace({ ...this.#file, ...settings });
  }

  writeWindowPlace(window: WindowPlace): Promise<void> {
    return this.#replace({ ...this.#file, window });
  }

  /** Runs that this window trains, or trained until something ended it or them; the latest first. */
  get unendedRuns(): readonly RunId[] {
    return this.#file.unendedRuns;
  }

  addUnendedRun(runId: RunId): Promise<void> {
    const others = this.#file.unendedRuns.filter((other) => other !== runId);
    return this.#replace({ ...this.#file, unendedRuns: [runId, ...others].slice(0, mostUnendedRuns) });
  }

  /** Its end was seen, or the person leaves it as it is. */
  async removeUnendedRun(runId: RunId): Promise<void> {
    const unendedRuns = this.#file.unendedRuns.filter((other) => other !== runId);
    if (unendedRuns.length < this.#file.unendedRuns.length) await this.#replace({ ...this.#file, unendedRuns });
  }

  /** Absolute paths, the latest first. */
  get recentFiles(): readonly string[] {
    return this.#file.recentFiles;
  }

  writeRecentFiles(recentFiles: readonly string[]): Promise<void> {
    return this.#replace({ ...this.#file, recentFiles });
  }

  /** One write after another: the newest one wins on the disk as well. */
  #replace(file: SettingsFile): Promise<void> {
    this.#file = file;
    const written = this.#writing.then(() => replaceJsonFile(this.path, { ...this.#unknown, ...file }));
    // the next write does not fail because this one did; whoever asked for this one hears of it
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
