import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { SettingsStore } from '../../../../src/main/app/settings';
import { defaultSettings, type Settings } from '../../../../src/shared/settings';
import { inWords } from '../../../../src/shared/wording/worded';
import { temporaryFolder } from '../../../temporary-folder';

const settingsFile = async (): Promise<string> => join(await temporaryFolder(), 'settings.json');
const defaults = defaultSettings;
const place = { x: 10, y: 20, width: 1300, height: 800, maximised: true };

test('without a file the defaults stand, and nothing is said', async () => {
  const path = await settingsFile();
  const store = await SettingsStore.open(path);
  expect(store.settings).toEqual(defaults);
  expect(store.windowPlace).toBeNull();
  expect(store.problem).toBeNull();
});

test('settings and the window place come back', async () => {
  const path = await settingsFile();
  const store = await SettingsStore.open(path);
  const chosen: Settings = {
    language: 'zh-CN',
    theme: 'dark',
    tensorboard: true,
    learn: true,
    notifyWhenDone: false,
    panels: { list: 300, side: 400 },
    recentChoices: ['run:a', 'theme:dark'],
  };
  await store.write(chosen);
  await store.writeWindowPlace(place);
  const again = await SettingsStore.open(path);
  expect(again.settings).toEqual(chosen);
  expect(again.windowPlace).toEqual(place);
});

test('each run that trains is remembered until its end is seen, the latest first and once', async () => {
  const path = await settingsFile();
  const store = await SettingsStore.open(path);
  expect(store.unendedRuns).toEqual([]);
  for (const runId of ['run-1', 'run-2', 'run-1']) await store.addUnendedRun(runId);
  await store.write({ ...defaults, language: 'en', theme: 'dark' });
  expect((await SettingsStore.open(path)).unendedRuns).toEqual(['run-1', 'run-2']);
  await store.removeUnendedRun('run-1');
  await store.removeUnendedRun('run-of-old');
  expect((await SettingsStore.open(path)).unendedRuns).toEqual(['run-2']);
});

test('however many runs nobody answers for, the latest hundred are remembered', async () => {
  const path = await settingsFile();
  const store = await SettingsStore.open(path);
  for (let index = 0; index < 103; index++) await store.addUnendedRun(`run-${index}`);
  const { unendedRuns, problem } = await SettingsStore.open(path);
  expect(problem).toBeNull();
  expect(unendedRuns).toHaveLength(100);
  expect(unendedRuns[0]).toBe('run-102');
});

test('the one run that an older studio remembered is remembered still', async () => {
  const path = await settingsFile();
  await writeFile(path, '{"theme":"dark","lastTraining":"run-1"}');
  const store = await SettingsStore.open(path);
  expect(store.unendedRuns).toEqual(['run-1']);
  await store.addUnendedRun('run-2');
  expect((await SettingsStore.open(path)).unendedRuns).toEqual(['run-2', 'run-1']);
  expect(await readFile(path, 'utf8')).not.toContain('lastTraining');
});

test('a file of an older studio keeps what it says', async () => {
  const path = await settingsFile();
  await writeFile(path, '{"language":"zh-CN","theme":"dark","window":null}');
  expect((await SettingsStore.open(path)).settings).toEqual({ ...defaults, language: 'zh-CN', theme: 'dark' });
});

test.each(['', '{', '[]', 'null'])('a file %j means the defaults, and this is said with its name', async (damaged) => {
  const path = await settingsFile();
  await writeFile(path, damaged);
  const store = await SettingsStore.open(path);
  expect(store.settings).toEqual(defaults);
  expect(store.problem && inWords(store.problem, 'en')).toContain(`${path} holds no JSON object`);
});

test('a value that cannot be used costs only its own setting, and this is said by its name', async () => {
  const path = await settingsFile();
  const panels = { list: 9, side: 400 };
  await writeFile(path, JSON.stringify({ language: 'tlh', theme: 'dark', panels, tensorboard: true, window: place }));
  const store = await SettingsStore.open(path);
  expect(store.settings).toEqual({ ...defaults, theme: 'dark', tensorboard: true });
  expect(store.windowPlace).toEqual(place);
  expect(store.problem && inWords(store.problem, 'en')).toContain('values that cannot be used for language, panels,');
});

test('what a newer studio wrote is kept, and nothing is said of it', async () => {
  const path = await settingsFile();
  await writeFile(path, '{"theme":"dark","hologram":{"depth":3}}');
  const store = await SettingsStore.open(path);
  expect(store.problem).toBeNull();
  expect(store.settings).toEqual({ ...defaults, theme: 'dark' });
  await store.write({ ...defaults, theme: 'light' });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ theme: 'light', hologram: { depth: 3 } });
});

test('of many writes at once the newest one is on the disk, and nothing lies beside it', async () => {
  const path = await settingsFile();
  const store = await SettingsStore.open(path);
  const themes = ['dark', 'light', 'system', 'dark', 'light'] as const;
  await Promise.all(themes.map((theme) => store.write({ ...defaults, theme })));
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ theme: 'light' });
  expect(await readdir(dirname(path))).toEqual(['settings.json']);
});

test('a folder that cannot be written is an error, and the next write may succeed', async () => {
  const path = await settingsFile();
  const store = await SettingsStore.open(join(dirname(path), 'missing', 'settings.json'));
  await expect(store.write({ ...defaults, language: 'en', theme: 'dark' })).rejects.toThrow('ENOENT');
  expect(store.settings.theme).toBe('dark');
});
