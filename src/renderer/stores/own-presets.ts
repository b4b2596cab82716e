import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { OwnPresets } from '../../shared/own-presets';
import type { Recipe } from '../../shared/recipe';
import { tellingOf } from '../../shared/result';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** The presets that the person keeps; the main process has their files. */
export const useOwnPresets = defineStore('own-presets', () => {
  const presets = shallowRef<OwnPresets['presets']>([]);
  const isSaving = ref(false);
  const notices = useNotices();

  async function load(): Promise<void> {
    const answer = await studio.request('preset:list');
    if (!answer.ok) return notices.report(answer);
    presets.value = answer.value.presets;
    for (const told of answer.value.unreadable) notices.report({ code: 'invalid-recipe', ...tellingOf(told) });
  }

  /** @returns the preset as it is kept; null where it could not be, and why is reported */
  async function save(name: string, recipe: Recipe, replace: boolean): Promise<Recipe | null> {
    isSaving.value = true;
    try {
      const answer = await studio.request('preset:save', name, structuredClone(recipe), replace);
      if (!answer.ok) {
        notices.report(answer);
        return null;
      }
      await load();
      return answer.value;
    } finally {
      isSaving.value = false;
    }
  }

  /** @returns whether it is gone */
  async function remove(name: string): Promise<boolean> {
    const answer = await studio.request('preset:remove', name);
    if (!answer.ok) notices.report(answer);
    await load();
    return answer.ok;
  }

  return { presets, isSaving, load, save, remove };
});
