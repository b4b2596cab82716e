import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, defaultPresetsFolder, defaultRunsFolder } from '../../../../src/main/runs/locations';

test('runs lie at home unless GAN_STUDIO_RUNS names another folder', () => {
  const usual = join(homedir(), 'GAN Studio', 'runs');
  expect(defaultRunsFolder({})).toBe(usual);
  expect(defaultRunsFolder({ GAN_STUDIO_RUNS: '' })).toBe(usual);
  expect(defaultRunsFolder({ GAN_STUDIO_RUNS: '/elsewhere' })).toBe('/elsewhere');
  expect(defaultRunsFolder({ GAN_STUDIO_RUNS: 'here' })).toBe(resolve('here'));
});

test.each([
  ['linux', { GAN_STUDIO_CACHE: '/mine', XDG_CACHE_HOME: '/xdg' }, '/mine'],
  ['linux', { XDG_CACHE_HOME: '/xdg' }, '/xdg/gan-studio'],
  ['linux', {}, join(homedir(), '.cache', 'gan-studio')],
  ['darwin', { XDG_CACHE_HOME: '/xdg' }, join(homedir(), 'Library', 'Caches', 'gan-studio')],
  ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'gan-studio')],
  ['win32', {}, join(homedir(), 'AppData', 'Local', 'gan-studio')],
])('the cache on %s with %o is %s', (platform, environment, folder) => {
  expect(cacheFolder(environment, platform)).toBe(folder);
});

test('presets of one’s own lie at home unless GAN_STUDIO_PRESETS names another folder', () => {
  expect(defaultPresetsFolder({})).toBe(join(homedir(), 'GAN Studio', 'presets'));
  expect(defaultPresetsFolder({ GAN_STUDIO_PRESETS: '/elsewhere' })).toBe('/elsewhere');
});
