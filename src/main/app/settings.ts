import { z } from 'zod';
import type { DeepReadonly } from '../../shared/deep-readonly';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings';
import { leaveOut } from '../../shared/leave-out';
import { runIdSchema, type RunId } from '../../shared/run';
import { readJsonFile, replaceJsonFile } from './json-file';
import { windowPlaceSchema, type WindowPlace } from './window-place';

const fileSchema = z.strictObject({
  ...settingsSchema.shape,
  window: windowPlaceSchema.nullable(),
  lastTraining: runIdSchema.nullable().default(null),
  recentFiles: z.array(z.string()).default([]),
});
type SettingsFile = DeepReadonly<z.infer<typeof fileSchema>>;

const defaults: SettingsFile = {
  ...defaultSettings,
  window: null,
  lastTraining: null,
  recentFiles: [],
};

/** The window's preferences, its place and the run that it trained last, in one JSON file that is replaced as a whole. */
export class SettingsStore {
  #file: SettingsFile = defaults;
  #writing: Promise<void> = Promise.resolve();

  private constructor(private readonly path: string) {}

  /** A missing file means the defaults, a damaged one too, with a notice on standard error. */
  static async open(path: string): Promise<SettingsStore> {
    const store = new SettingsStore(path);
    store.#file = (await readJsonFile(path, fileSchema)) ?? defaults;
    return store;
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
    const written = this.#writing.then(() => replaceJsonFile(this.path, file));
    // the next write does not fail because this one did; whoever asked for this one hears of it
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
