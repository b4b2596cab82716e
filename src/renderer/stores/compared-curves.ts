import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { CurveTable } from '../../shared/curve-table';
import type { Events } from '../../shared/ipc';
import type { RunId, StepMetrics } from '../../shared/run';
import { studio } from '../bridge/studio';
import { GrowingCurves, type CurveState } from '../charts/growing-curves';
import { mostRows } from './watched-run';

/** The curves of a run of the comparison as of now: another object whenever they grew. */
export interface ComparedCurves {
  readonly table: CurveTable;
  /** Null before the folder was read. */
  readonly state: CurveState | null;
  readonly newest: StepMetrics | null;
  /** Why the folder's curves could not be read, a sentence; null where they could. */
  readonly problem: string | null;
}

/** The curves of the runs that are compared, in as many rows as those of a watched run: both are judged alike. */
export const useComparedCurves = defineStore('compared-curves', () => {
  const known = shallowRef<ReadonlyMap<RunId, ComparedCurves>>(new Map());
  const growing = new Map<RunId, GrowingCurves>();

  function of(id: RunId): ComparedCurves | null {
    return known.value.get(id) ?? null;
  }

  function publish(id: RunId, { table, state, newest }: GrowingCurves, problem: string | null): void {
    known.value = new Map(known.value).set(id, { table, state, newest, problem });
  }

  async function read(id: RunId): Promise<void> {
    const curves = growing.get(id) ?? new GrowingCurves(mostRows);
    growing.set(id, curves);
    const question = curves.ask();
    const answer = await studio.request('run:curves', id, null, mostRows);
    const isWanted = curves.answer(question, answer.ok ? answer.value : null) && growing.get(id) === curves;
    if (isWanted) publish(id, curves, answer.ok ? null : answer.message);
  }

  /** Forgets the curves of all other runs. */
  function keepOnly(ids: readonly RunId[]): void {
    for (const id of growing.keys()) if (!ids.includes(id)) growing.delete(id);
    known.value = new Map([...known.value].filter(([id]) => ids.includes(id)));
  }

  function take({ runId, lines }: Events['run:metrics']): void {
    const curves = growing.get(runId);
    if (!curves) return;
    curves.add(lines);
    if (curves.state) publish(runId, curves, of(runId)?.problem ?? null);
  }

  function listen(): void {
    studio.on('run:metrics', take);
  }

  return { known, of, read, keepOnly, listen };
});
