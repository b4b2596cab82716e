import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { defaultSettings, type Settings } from '../../shared/settings';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** The window's own preferences; the main process keeps them. */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>(defaultSettings);
  const notices = useNotices();
  /** What was changed before the kept ones were there; null once they are. */
  let early: Partial<Settings> | null = {};
  let reading = Promise.resolve();

  function load(): Promise<void> {
    reading = read();
    return reading;
  }

  async function read(): Promise<void> {
    const answer = await studio.request('settings:read');
    if (answer.ok) settings.value = { ...answer.value, ...early };
    else notices.report(answer);
    early = null;
  }

  async function change(part: Partial<Settings>): Promise<void> {
    settings.value = { ...settings.value, ...part };
    if (early !== null) early = { ...early, ...part };
    // else the others would be written as they are before they were read
    await reading;
    const answer = await studio.request('settings:write', structuredClone(settings.value));
    if (!answer.ok) notices.report(answer);
  }

  function listen(): void {
    studio.on('settings:changed', (changed) => {
      settings.value = changed;
    });
  }

  return { settings, load, change, listen };
});
