import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { SavedComparison, SavedComparisons } from '../../shared/comparison';
import { refusal, type Result } from '../../shared/result';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** The comparisons that the person keeps; the main process has their file. */
export const useSavedComparisons = defineStore('saved-comparisons', () => {
  const comparisons = shallowRef<readonly SavedComparison[]>([]);
  const loaded = ref(false);
  const notices = useNotices();

  function take(answer: Result<SavedComparisons>): boolean {
    if (!answer.ok) {
      notices.report(answer);
      return false;
    }
    comparisons.value = answer.value.comparisons;
    if (answer.value.problem !== null) notices.report(refusal('file-unreadable', answer.value.problem));
    return true;
  }

  async function load(): Promise<void> {
    if (loaded.value) return;
    loaded.value = take(await studio.request('comparison:list'));
  }

  /** @returns whether it is kept */
  async function save(comparison: SavedComparison): Promise<boolean> {
    return take(await studio.request('comparison:save', structuredClone(comparison) as SavedComparison));
  }

  async function remove(id: string): Promise<boolean> {
    return take(await studio.request('comparison:remove', id));
  }

  return { comparisons, load, save, remove };
});
