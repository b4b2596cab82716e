import { watchDebounced } from '@vueuse/core';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CurveTable } from '../../shared/curve-table';
import { useChartView } from './chart-view';
import { longest, quiet, readFiner } from './finer-curves';
import { useNotices } from './notices';
import { useWatchedRun } from './watched-run';

/** What of the watched run's curves is in sight. */
export const useCloseCurves = defineStore('close-curves', () => {
  const watched = useWatchedRun();
  const view = useChartView();
  const notices = useNotices();
  const close = shallowRef<CurveTable | null>(null);
  /** Grows whenever the table did. */
  const revision = ref(0);

  async function look(): Promise<void> {
    const { runId } = watched;
    const range = view.range;
    if (runId === null || range === null) return forget();
    const answer = await readFiner(runId, range, watched.curves().width);
    // someone moved on meanwhile, and asked again
    if (watched.runId !== runId || view.range !== range) return;
    if (!answer.ok) return notices.report(answer);
    close.value = answer.value;
    revision.value++;
  }

  function forget(): void {
    if (close.value) revision.value++;
    close.value = null;
  }

  watchDebounced([() => view.range, () => watched.runId], look, { debounce: quiet, maxWait: 4 * quiet });
  watchDebounced(() => watched.revision, look, { debounce: longest, maxWait: longest });

  return { revision, table: (): CurveTable => (view.range === null ? null : close.value) ?? watched.curves() };
});
