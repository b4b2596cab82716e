import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useSettings } from '../../../../src/renderer/stores/settings';
import type { Result } from '../../../../src/shared/result';
import { defaultSettings, type Settings } from '../../../../src/shared/settings';
import { fakeStudio, type FakeStudio } from './fake-studio';

let studio: FakeStudio;
let written: Settings[];

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  written = [];
  studio.answer('settings:write', (settings) => {
    written.push(settings);
    return { ok: true, value: undefined };
  });
});

const kept: Settings = { ...defaultSettings, theme: 'dark', recentChoices: ['preset:mlp-lab'] };

test('a language that is chosen before the kept settings are there stays, and none of those is lost', async () => {
  let tell: (answer: Result<Settings>) => void = () => undefined;
  studio.answer('settings:read', () => new Promise<Result<Settings>>((fulfil) => (tell = fulfil)));
  const settings = useSettings();
  const loaded = settings.load();
  const changed = settings.change({ language: 'zh-CN' });
  expect(settings.settings.language).toBe('zh-CN');
  tell({ ok: true, value: kept });
  await Promise.all([loaded, changed]);
  expect(settings.settings).toEqual({ ...kept, language: 'zh-CN' });
  expect(written).toEqual([{ ...kept, language: 'zh-CN' }]);
});

test('read again, the settings are those that are kept', async () => {
  studio.answer('settings:read', () => ({ ok: true, value: kept }));
  const settings = useSettings();
  await settings.load();
  await settings.change({ theme: 'light' });
  expect(written).toEqual([{ ...kept, theme: 'light' }]);
  await settings.load();
  expect(settings.settings).toEqual(kept);
});
