import { watchDebounced } from '@vueuse/core';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { CurveTable } from '../../shared/curve-table';
import type { RunId } from '../../shared/run';
import { useComparedAxis } from './compared-axis';
import { useComparedCurves } from './compared-curves';
import { useComparison } from './comparison';
import { longest, quiet, readFiner } from './finer-curves';
import { useNotices } from './notices';

/** What is drawn of a run of the comparison: another object whenever it grew. */
export interface DrawnCurves {
  readonly table: CurveTable;
}

/** What of the compared runs' curves is in sight. */
export const useCloseComparedCurves = defineStore('close-compared-curves', () => {
  const comparison = useComparison();
  const compared = useComparedCurves();
  const view = useComparedAxis();
  const notices = useNotices();
  const close = shallowRef<ReadonlyMap<RunId, DrawnCurves>>(new Map());

  async function look(): Promise<void> {
    const { range } = view;
    if (range === null) {
      close.value = new Map();
      return;
    }
    const found = await Promise.all(
      comparison.entries.flatMap(({ id, state, run }) => {
        const known = compared.of(id);
        if (!run || !known || state !== 'ready') return [];
        const { scale } = comparison.laid(run);
        const steps = { from: scale.stepOf(range.from), to: scale.stepOf(range.to) };
        return [readFiner(id, steps, known.table.width).then((answer) => ({ id, answer }))];
      }),
    );
    // someone moved on meanwhile, and asked again
    if (view.range !== range) return;
    for (const { answer } of found) if (!answer.ok) notices.report(answer);
    const finer = found.flatMap(({ id, answer }) =>
      answer.ok && answer.value ? [[id, { table: answer.value }] as const] : [],
    );
    close.value = new Map(finer);
  }

  watchDebounced(() => view.range, look, { debounce: quiet, maxWait: 4 * quiet });
  watchDebounced(() => compared.known, look, { debounce: longest, maxWait: longest });

  return { of: (id: RunId): DrawnCurves | null => close.value.get(id) ?? compared.of(id) };
});
