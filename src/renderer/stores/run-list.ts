import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { RunId } from '../../shared/run';
import { everyRun, type RunFilter } from '../run-list/run-filter';
import { nothingChosen, type RowSelection } from '../run-list/row-selection';

/** How the list of runs is shown: what it leaves out, which rows are chosen, and which name is being written. */
export const useRunList = defineStore('run-list', () => {
  const filter = shallowRef<RunFilter>(everyRun);
  const selection = shallowRef<RowSelection>(nothingChosen);
  const renaming = ref<{ readonly runId: RunId; readonly place: 'row' | 'header' } | null>(null);

  function narrow(part: Partial<RunFilter>): void {
    filter.value = { ...filter.value, ...part };
  }

  return { filter, selection, renaming, narrow };
});
