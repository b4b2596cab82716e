import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CurveTable } from '../../shared/curve-table';
import type { RunId } from '../../shared/run';
import { comparedCsv, type ComparedColumn } from '../comparison/compared-csv';
import type { ComparedMetric } from '../comparison/metric-curves';
import { evenStretches, stepStretches, type Stretch } from '../comparison/stretches';
import { stepsThemselves } from '../timeline/time-axis';
import { useComparedAxis } from './compared-axis';
import { useComparison } from './comparison';
import { readStretch } from './finer-curves';
import { useNotices } from './notices';
import type { TableSize } from './curve-table';

/** Rows that are read of each run for a row that is shown: what lies between two rows is told apart finely. */
const finer = 8;

/** The curves of the compared runs as a table: a part of their common line in at most so many rows, a column a run. */
export const useComparedTable = defineStore('compared-table', () => {
  const comparison = useComparison();
  const view = useComparedAxis();
  const notices = useNotices();
  const isOpen = ref(false);
  const metric = ref<ComparedMetric>('generatorLoss');
  /** In the unit of the line. */
  const from = ref(0);
  const to = ref(1);
  const size = ref<TableSize>(25);
  const stretches = shallowRef<readonly Stretch[]>([]);
  /** Null before they were read. */
  const columns = shallowRef<readonly ComparedColumn[] | null>(null);
  const csv = computed(() => (columns.value ? comparedCsv(comparison.lineUp, stretches.value, columns.value) : ''));
  /** Places are told as they are counted: whole steps. */
  const smallest = computed(() => (comparison.lineUp === 'step' ? 1 : comparison.lineUp === 'epoch' ? 0.001 : 1));
  let asked = 0;

  /** With what of the line is in sight. */
  async function open(): Promise<void> {
    const { axis } = view;
    const isByStep = comparison.lineUp === 'step';
    from.value = isByStep ? Math.max(1, Math.floor(axis.from)) : axis.from;
    to.value = isByStep ? Math.max(from.value, Math.ceil(axis.to)) : axis.to;
    columns.value = null;
    isOpen.value = true;
    await read();
  }

  async function read(): Promise<void> {
    const mine = ++asked;
    const range = { from: Math.min(from.value, to.value), to: Math.max(from.value, to.value) };
    const isByStep = comparison.lineUp === 'step';
    const found = await Promise.all(
      comparison.entries.flatMap(({ id, run, state }, index) => {
        if (!run || state !== 'ready') return [];
        const scale = isByStep ? stepsThemselves : comparison.laid(run).scale;
        const column = { index, id, scale, batchSize: run.recipe.schedule.batchSize };
        return [
          readTable(id, scale.stepOf(range.from), scale.stepOf(range.to)).then((table) => ({ ...column, table })),
        ];
      }),
    );
    if (mine !== asked) return;
    const read = found.flatMap(({ table, ...column }) => (table ? [{ ...column, table }] : []));
    const widest = Math.max(1, ...read.map(({ table }) => table.width));
    stretches.value = isByStep
      ? stepStretches(range.from, range.to, widest, size.value)
      : evenStretches(range.from, Math.max(range.to, range.from + smallest.value), size.value);
    columns.value = read;
  }

  async function readTable(id: RunId, first: number, last: number): Promise<CurveTable | null> {
    const answer = await readStretch(id, { from: first, to: last }, size.value * finer);
    if (answer.ok) return answer.value;
    notices.report(answer);
    return null;
  }

  return { isOpen, metric, from, to, size, stretches, columns, csv, smallest, open, read };
});
