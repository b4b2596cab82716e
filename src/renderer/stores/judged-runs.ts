import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { JudgedRun } from '../../shared/comparison';
import type { RunId } from '../../shared/run';
import { toldOf } from '../../shared/result';
import type { Told } from '../../shared/wording/worded';
import { studio } from '../bridge/studio';

export type Judging =
  | { readonly kind: 'unasked' | 'measuring' }
  | { readonly kind: 'judged'; readonly judged: JudgedRun }
  /** `told`: a sentence for a person. */
  | { readonly kind: 'failed'; readonly told: Told };

/** What the judge says of checkpoints: read where it was asked before, measured where a person wants it. */
export const useJudgedRuns = defineStore('judged-runs', () => {
  const known = shallowRef<ReadonlyMap<string, Judging>>(new Map());

  function of(runId: RunId, step: number): Judging {
    return known.value.get(keyOf(runId, step)) ?? { kind: 'unasked' };
  }

  function keep(runId: RunId, step: number, judging: Judging): void {
    known.value = new Map(known.value).set(keyOf(runId, step), judging);
  }

  /** What is kept in the run's cache. */
  async function recall(runId: RunId, step: number): Promise<void> {
    if (known.value.has(keyOf(runId, step))) return;
    const answer = await studio.request('comparison:judged', runId, step);
    const isStillUnasked = !known.value.has(keyOf(runId, step));
    if (answer.ok && answer.value && isStillUnasked) keep(runId, step, { kind: 'judged', judged: answer.value });
  }

  async function measure(runId: RunId, step: number): Promise<void> {
    const { kind } = of(runId, step);
    if (kind === 'measuring' || kind === 'judged') return;
    keep(runId, step, { kind: 'measuring' });
    const answer = await studio.request('comparison:judge', runId, step);
    keep(runId, step, answer.ok ? { kind: 'judged', judged: answer.value } : { kind: 'failed', told: toldOf(answer) });
  }

  return { of, recall, measure };
});

function keyOf(runId: RunId, step: number): string {
  return `${runId} ${step}`;
}
