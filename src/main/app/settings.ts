import { leaveOut } from '../../shared/leave-out';
import type { RunId } from '../../shared/run';
import type { Settings } from '../../shared/settings';
import { replaceJsonFile } from './json-file';
import { defaultSettingsFile, readSettingsFile, type SettingsFile } from './settings-file';
import type { WindowPlace } from './window-place';

/** The window's preferences, its place and the run that it trained last, in one JSON file that is replaced as a whole. */
export class SettingsStore {
  #file: SettingsFile = defaultSettingsFile;
  #unknown: Readonly<Record<string, unknown>> = {};
  #problem: string | null = null;
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
  get problem(): string | null {
    return this.#problem;
  }

  get settings(): Settings {
    return leaveOut(leaveOut(leaveOut(this.#file, 'window'), 'lastTraining'), 'recentFiles');
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

  /** The run that this window trained last; null where there is none, or none to go on with. */
  get lastTraining(): RunId | null {
    return this.#file.lastTraining;
  }

  async writeLastTraining(lastTraining: RunId | null): Promise<void> {
    if (lastTraining !== this.#file.lastTraining) await this.#replace({ ...this.#file, lastTraining });
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
