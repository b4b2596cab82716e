import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { DataSetCard } from '../../shared/ipc';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** The data sets that can be picked. */
export const useDataSets = defineStore('data-sets', () => {
  // thumbnails are thousands of bytes: nothing inside needs to be watched
  const cards = shallowRef<readonly DataSetCard[]>([]);
  const loading = ref(false);
  const notices = useNotices();

  async function load(): Promise<void> {
    loading.value = true;
    try {
      const answer = await studio.request('data:list');
      if (answer.ok) cards.value = answer.value;
      else notices.report(answer);
    } finally {
      loading.value = false;
    }
  }

  function find(source: string): DataSetCard | undefined {
    return cards.value.find((card) => card.source === source);
  }

  return { cards, loading, load, find };
});
