import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { defaultSettings, type Settings } from '../../shared/settings';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** The window's own preferences; the main process keeps them. */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>(defaultSettings);
  const notices = useNotices();

  async function load(): Promise<void> {
    const answer = await studio.request('settings:read');
    if (answer.ok) settings.value = answer.value;
    else notices.report(answer);
  }

  async function change(part: Partial<Settings>): Promise<void> {
    settings.value = { ...settings.value, ...part };
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
