import { useDebounceFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { defaultSettings, type Settings } from '../../shared/settings';
import { useSettings } from './settings';

export type PanelName = keyof Settings['panels'];

/** CSS pixels; the settings take no others. */
export const panelLimits: Readonly<Record<PanelName, { readonly least: number; readonly most: number }>> = {
  list: { least: 200, most: 600 },
  side: { least: 240, most: 720 },
};

/** While an edge moves, its width is not written at every step. Milliseconds. */
const keepAfter = 300;

/** How wide the panels are: shown at once, kept in the settings a moment later. */
export const usePanels = defineStore('panels', () => {
  const settings = useSettings();
  /** Null while they are as the settings say. */
  const moving = shallowRef<Settings['panels'] | null>(null);
  const widths = computed(() => moving.value ?? settings.settings.panels);

  async function keep(): Promise<void> {
    if (moving.value === null) return;
    const kept = moving.value;
    await settings.change({ panels: kept });
    if (moving.value === kept) moving.value = null;
  }
  const keepSoon = useDebounceFn(keep, keepAfter);

  function set(panel: PanelName, width: number): void {
    const { least, most } = panelLimits[panel];
    const whole = Math.min(most, Math.max(least, Math.round(width)));
    if (whole === widths.value[panel]) return;
    moving.value = { ...widths.value, [panel]: whole };
    void keepSoon();
  }

  function reset(panel: PanelName): void {
    set(panel, defaultSettings.panels[panel]);
  }

  return { widths, set, reset, keep };
});
