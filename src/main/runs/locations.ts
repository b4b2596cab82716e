import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where runs lie unless a person names another folder: GAN_STUDIO_RUNS, else `GAN Studio/runs` at home. Absolute. */
export function defaultRunsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['GAN_STUDIO_RUNS'];
  return chosen ? resolve(chosen) : join(homedir(), 'GAN Studio', 'runs');
}

/** Where the presets lie that a person keeps: GAN_STUDIO_PRESETS, else `GAN Studio/presets` at home. Absolute. */
export function defaultPresetsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['GAN_STUDIO_PRESETS'];
  return chosen ? resolve(chosen) : join(homedir(), 'GAN Studio', 'presets');
}

/** Where it is remembered which data sets a person imported: GAN_STUDIO_DATA_SETS, else `GAN Studio/data-sets` at home. Absolute. */
export function defaultDataSetsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['GAN_STUDIO_DATA_SETS'];
  return chosen ? resolve(chosen) : join(homedir(), 'GAN Studio', 'data-sets');
}

/** What can be made again, shared by all clones: GAN_STUDIO_CACHE, else the system's cache folder. Absolute. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  const chosen = environment['GAN_STUDIO_CACHE'];
  return chosen ? resolve(chosen) : join(systemCacheFolder(environment, platform), 'gan-studio');
}

/** Where packed data sets lie; they can be made again. Absolute. */
export function dataCacheFolder(): string {
  return join(cacheFolder(), 'data-sets');
}

function systemCacheFolder(environment: NodeJS.ProcessEnv, platform: string): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (platform === 'win32') return environment['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local');
  return environment['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}
