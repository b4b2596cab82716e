import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { Drawn, LatentRows } from '../../shared/explore';
import { wholeClasses } from '../../shared/class-shares';
import { labelsInTurn } from '../../shared/labels';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import { useExplorer } from './explorer';
import { useWatchedRun } from './watched-run';

/** Images of one press on More: seven rows of eight. */
const portion = 56;
const mostSamples = 9 * portion;

/** The samples of a seed, as `sample` on the command line draws them. */
export const useExploredSamples = defineStore('explored-samples', () => {
  const explorer = useExplorer();
  const watched = useWatchedRun();
  const seed = ref(0);
  const count = ref(portion);
  const drawn = shallowRef<Drawn | null>(null);
  /** Whether something shows them. */
  const isWanted = ref(false);
  const canDrawMore = (): boolean => count.value < mostSamples;

  function drawMore(): void {
    if (canDrawMore()) count.value += portion;
  }

  /** The latent of a sample and the class that it is asked for. */
  function latentOf(recipe: Recipe, index: number): { readonly latent: Float32Array; readonly label: number | null } {
    const { latents } = rowsOf(recipe, seed.value, index + 1);
    const { size } = recipe.latent;
    const label = recipe.classes === null ? null : index % recipe.classes;
    return { latent: latents.slice(index * size, (index + 1) * size), label };
  }

  watch(
    [() => watched.runId, seed],
    () => {
      count.value = portion;
    },
    { flush: 'sync' },
  );
  watch(
    [isWanted, () => explorer.step, () => explorer.drawing, seed, count, () => explorer.revival, () => watched.runId],
    async ([wanted, step, drawing], [, , , , , , earlier]) => {
      if (earlier !== watched.runId) drawn.value = null;
      const { recipe } = explorer;
      if (!wanted || step === null || !recipe) return;
      const rows = rowsOf(recipe, seed.value, count.value);
      const answer = await explorer.ask('sheet', { type: 'draw', drawing, rows });
      if (answer) drawn.value = answer;
    },
    { immediate: true },
  );

  return { seed, count, drawn, isWanted, canDrawMore, drawMore, latentOf };
});

/** Latents of a seed, all classes in turn. */
export function rowsOf({ latent, classes }: Recipe, seed: number, count: number): LatentRows {
  return {
    count,
    latents: drawLatents(latent, { seed, stream: randomStreams.sampleLatents, step: 0 }, count),
    classShares: classes === null ? null : wholeClasses(labelsInTurn(classes, count), classes),
  };
}
