import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { PackingProgress } from '../../shared/own-data-sets';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** The data set that is made ready for a run that is to begin. */
export const usePacking = defineStore('packing', () => {
  /** Null while none is. */
  const progress = shallowRef<PackingProgress | null>(null);
  const isStopping = ref(false);
  const notices = useNotices();

  /** The run does not begin; nothing half made stays. */
  async function stop(): Promise<void> {
    if (isStopping.value) return;
    isStopping.value = true;
    const answer = await studio.request('run:cancel-start');
    if (!answer.ok) notices.report(answer);
  }

  function listen(): void {
    studio.on('run:packing', (next) => {
      progress.value = next;
      if (next === null) isStopping.value = false;
    });
  }

  return { progress, isStopping, stop, listen };
});
