import { watchDebounced } from '@vueuse/core';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { CurveTable } from '../../shared/curve-table';
import { studio } from '../bridge/studio';
import { useChartView } from './chart-view';
import { useNotices } from './notices';
import { mostRows, useWatchedRun } from './watched-run';

/** After a move of the part in sight, before its curves are asked for. Milliseconds. */
const quiet = 60;
/** While a run trains, the part in sight is asked for anew at most this often. Milliseconds. */
const longest = 1_000;

/** What of the curves is in sight, in as fine rows as can be told apart: the whole run is known only in wide ones. */
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
    if (runId === null || range === null || watched.curves().width === 1) return forget();
    const from = Math.max(1, Math.floor(range.from));
    const to = Math.max(from, Math.ceil(range.to));
    const answer = await studio.request('run:curves', runId, { from, to }, mostRows);
    // someone moved on meanwhile, and asked again
    if (watched.runId !== runId || view.range !== range) return;
    if (!answer.ok) return notices.report(answer);
    const { width, data } = answer.value.rows;
    // rows of the whole run are as good, and grow with every step
    close.value = width < watched.curves().width ? new CurveTable(width, data) : null;
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
