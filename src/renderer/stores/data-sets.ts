import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { DataSetCard } from '../../shared/ipc';
import { refusal } from '../../shared/result';
import { studio } from '../bridge/studio';
import { receivedCard } from '../data-gallery/received-card';
import { useNotices } from './notices';

/** The data sets that can be picked: those of the studio and those that the person imported. */
export const useDataSets = defineStore('data-sets', () => {
  // thumbnails are thousands of bytes: nothing inside needs to be watched
  const ofStudio = shallowRef<readonly DataSetCard[]>([]);
  const own = shallowRef<readonly DataSetCard[]>([]);
  const cards = computed(() => [...ofStudio.value, ...own.value]);
  const bySource = computed(() => new Map(cards.value.map((card) => [card.source, card])));
  const loading = ref(false);
  const notices = useNotices();

  async function load(): Promise<void> {
    loading.value = true;
    try {
      const [answer] = await Promise.all([studio.request('data:list'), loadOwn()]);
      if (answer.ok) ofStudio.value = answer.value;
      else notices.report(answer);
    } finally {
      loading.value = false;
    }
  }

  /** Looks again which of the person's own there are, and whether their sources are still there. */
  async function loadOwn(): Promise<void> {
    const answer = await studio.request('data:own');
    if (!answer.ok) return notices.report(answer);
    own.value = answer.value.cards.map(receivedCard);
    for (const told of answer.value.damaged) notices.report(refusal('data-set-unreadable', told));
  }

  function find(source: string): DataSetCard | undefined {
    return bySource.value.get(source);
  }

  /** Takes in what was just imported, in place of an earlier import of the same source. */
  function accept(card: DataSetCard): void {
    own.value = [card, ...own.value.filter(({ source }) => source !== card.source)];
  }

  /** Takes a data set out of the gallery; the files that it came from stay. @returns whether it is gone */
  async function remove(source: string): Promise<boolean> {
    const answer = await studio.request('data:remove', source);
    if (!answer.ok) notices.report(answer);
    await loadOwn();
    return answer.ok;
  }

  /** Takes back `remove`. @returns whether it is there again */
  async function restore(source: string): Promise<boolean> {
    const answer = await studio.request('data:restore', source);
    if (!answer.ok) notices.report(answer);
    await loadOwn();
    return answer.ok;
  }

  return { cards, loading, load, loadOwn, find, accept, remove, restore };
});
