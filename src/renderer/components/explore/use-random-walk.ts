import { useIntervalFn, usePreferredReducedMotion } from '@vueuse/core';
import { watch, type Ref } from 'vue';
import { evenShares, latentPath } from '../../../shared/latent-path';
import { drawLatents } from '../../../shared/latents';
import { randomStreams } from '../../../shared/random';
import type { Recipe } from '../../../shared/recipe';
import { useExploredSamples } from '../../stores/explored-samples';
import { useExplorer } from '../../stores/explorer';
import { useLatentPicks } from '../../stores/latent-picks';

/** Steps from one random latent to the next. */
const stride = 24;
const intervalMilliseconds = 80;

/** Leads the open latent from one random latent to the next, on the way that its distribution has. */
export function useRandomWalk(): { readonly isOn: Readonly<Ref<boolean>>; toggle(): void } {
  const explorer = useExplorer();
  const picks = useLatentPicks();
  const samples = useExploredSamples();
  const motion = usePreferredReducedMotion();
  let way: Float32Array[] = [];
  let target = 0;

  const { isActive, pause, resume } = useIntervalFn(step, intervalMilliseconds, { immediate: false });

  function step(): void {
    const { recipe } = explorer;
    const { current } = picks;
    if (!recipe || !current) return pause();
    if (way.length === 0) way = nextWay(recipe, current.latent, samples.seed, ++target);
    const next = way.shift();
    if (next) picks.change(next);
  }

  function toggle(): void {
    if (isActive.value) return pause();
    way = [];
    // nothing moves by itself for people who asked for that: each press is one step
    if (motion.value === 'reduce') step();
    else resume();
  }

  // another latent is open: the walk was not about it
  watch(
    () => picks.openings,
    () => {
      way = [];
      pause();
    },
  );
  return { isOn: isActive, toggle };
}

/** @param target number of the random latent, from 1; another one each time */
function nextWay({ latent }: Recipe, from: Float32Array, seed: number, target: number): Float32Array[] {
  const to = drawLatents(latent, { seed, stream: randomStreams.sampleLatents, step: target }, 1);
  const kind = latent.distribution === 'normal' ? 'spherical' : 'linear';
  const path = latentPath(from, to, evenShares(stride + 1), kind);
  return Array.from({ length: stride }, (_, index) => path.slice((index + 1) * latent.size, (index + 2) * latent.size));
}
