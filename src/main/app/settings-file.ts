/** The settings file, read key by key: what cannot be used costs nothing else. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DeepReadonly } from '../../shared/deep-readonly';
import { runIdSchema } from '../../shared/run';
import { defaultSettings, settingsSchema } from '../../shared/settings';
import { worded, type Worded } from '../../shared/wording/worded';
import { systemWords } from '../../shared/wording/system-words';
import { windowPlaceSchema } from './window-place';

/** More than train at the same time; what a crash leaves behind and nobody answers does not grow. */
export const mostUnendedRuns = 100;

const fileSchema = z.object({
  ...settingsSchema.shape,
  window: windowPlaceSchema.nullable(),
  /** Runs that this window began or went on with and whose end it has not seen, the latest first. */
  unendedRuns: z.array(runIdSchema).max(mostUnendedRuns),
  recentFiles: z.array(z.string()),
});
export type SettingsFile = DeepReadonly<z.infer<typeof fileSchema>>;

export const defaultSettingsFile: SettingsFile = {
  ...defaultSettings,
  window: null,
  unendedRuns: [],
  recentFiles: [],
};

export interface ReadSettings {
  readonly file: SettingsFile;
  /** What a newer studio wrote: it is kept, so that going back to an older one loses nothing. */
  readonly unknown: Readonly<Record<string, unknown>>;
  /** What could not be used, in a sentence for a person; null where all could. */
  readonly problem: Worded | null;
}

/** A missing file means the defaults; so does a key that is missing, or cannot be used, for itself alone. */
export async function readSettingsFile(path: string): Promise<ReadSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return allDefaults(null);
    return allDefaults(worded('settings.unread', { path, reason: systemWords(error) }));
  }
  try {
    return readKeys(path, fromOlder(z.record(z.string(), z.unknown()).parse(JSON.parse(text))));
  } catch {
    return allDefaults(worded('settings.noObject', { path }));
  }
}

/** Older studios remembered one run alone, by another key. */
function fromOlder({ lastTraining, ...found }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return typeof lastTraining === 'string' ? { unendedRuns: [lastTraining], ...found } : found;
}

function readKeys(path: string, found: Readonly<Record<string, unknown>>): ReadSettings {
  const known = new Set(Object.keys(fileSchema.shape));
  const unusable: string[] = [];
  const usable = Object.entries(fileSchema.shape).flatMap(([key, schema]) => {
    if (found[key] === undefined) return [];
    const { success, data } = schema.safeParse(found[key]);
    if (!success) unusable.push(key);
    return success ? [[key, data] as const] : [];
  });
  return {
    file: fileSchema.parse({ ...defaultSettingsFile, ...Object.fromEntries(usable) }),
    unknown: Object.fromEntries(Object.entries(found).filter(([key]) => !known.has(key))),
    problem: unusable.length === 0 ? null : sentenceOn(path, unusable),
  };
}

function sentenceOn(path: string, unusable: readonly string[]): Worded {
  const [key = ''] = unusable;
  return unusable.length === 1
    ? worded('settings.value', { path, key })
    : worded('settings.values', { path, keys: unusable.join(', ') });
}

function allDefaults(problem: Worded | null): ReadSettings {
  return { file: defaultSettingsFile, unknown: {}, problem };
}
