import { open, readFile, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { DeepReadonly } from '../../shared/deep-readonly';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/ipc';
import { leaveOut } from '../../shared/leave-out';
import { runIdSchema, type RunId } from '../../shared/run';
import { windowPlaceSchema, type WindowPlace } from './window-place';

const fileSchema = z.strictObject({
  ...settingsSchema.shape,
  window: windowPlaceSchema.nullable(),
  lastTraining: runIdSchema.nullable().default(null),
});
type SettingsFile = DeepReadonly<z.infer<typeof fileSchema>>;

const defaults: SettingsFile = {
  ...defaultSettings,
  window: null,
  lastTraining: null,
};

/** The window's preferences, its place and the run that it trained last, in one JSON file that is replaced as a whole. */
export class SettingsStore {
  #file: SettingsFile = defaults;
  #writing: Promise<void> = Promise.resolve();

  private constructor(private readonly path: string) {}

  /** A missing file means the defaults, a damaged one too, with a notice on standard error. */
  static async open(path: string): Promise<SettingsStore> {
    const store = new SettingsStore(path);
    try {
      store.#file = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (error) {
      if (!isMissing(error)) console.error(`The settings in ${path} cannot be read, so the defaults are used.`);
    }
    return store;
  }

  get settings(): Settings {
    return leaveOut(leaveOut(this.#file, 'window'), 'lastTraining');
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

  /** One write after another: the newest one wins on the disk as well. */
  #replace(file: SettingsFile): Promise<void> {
    this.#file = file;
    const written = this.#writing.then(() => replaceFile(this.path, `${JSON.stringify(file, null, 2)}\n`));
    // the next write does not fail because this one did; whoever asked for this one hears of it
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

/** Writes beside, checks the size and renames, so that a full disk leaves the old file whole. */
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(text);
      const { size } = await file.stat();
      if (size !== Buffer.byteLength(text)) throw new Error(`Only ${size} bytes of ${path} could be written.`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
