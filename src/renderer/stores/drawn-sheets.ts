import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { RunId, Samples } from '../../shared/run';
import { toldOf } from '../../shared/result';
import type { Told } from '../../shared/wording/worded';
import { studio } from '../bridge/studio';

/** A sheet drawn from a checkpoint for a comparison. */
export type DrawnSheet =
  | { readonly kind: 'drawing' }
  | { readonly kind: 'drawn'; readonly samples: Samples }
  /** `told`: a sentence for a person. */
  | { readonly kind: 'failed'; readonly told: Told };

/** As many as a slider passes in a while; a sheet of 100 images is some ten kilobytes. */
const mostKept = 120;

/** Sheets of checkpoints from latents that the runs themselves never drew from. */
export const useDrawnSheets = defineStore('drawn-sheets', () => {
  const known = shallowRef<ReadonlyMap<string, DrawnSheet>>(new Map());

  function sheetOf(runId: RunId, step: number, seed: number): DrawnSheet | null {
    return known.value.get(keyOf(runId, step, seed)) ?? null;
  }

  /** Asks the workbench once; it answers one after the other. */
  async function draw(runId: RunId, step: number, seed: number): Promise<void> {
    const key = keyOf(runId, step, seed);
    if (known.value.has(key)) return;
    keep(key, { kind: 'drawing' });
    const answer = await studio.request('comparison:draw', runId, step, seed);
    keep(key, answer.ok ? { kind: 'drawn', samples: answer.value } : { kind: 'failed', told: toldOf(answer) });
  }

  function keep(key: string, sheet: DrawnSheet): void {
    const next = new Map(known.value);
    next.delete(key);
    next.set(key, sheet);
    for (const oldest of next.keys()) {
      if (next.size <= mostKept) break;
      next.delete(oldest);
    }
    known.value = next;
  }

  return { sheetOf, draw };
});

function keyOf(runId: RunId, step: number, seed: number): string {
  return `${runId} ${step} ${seed}`;
}
