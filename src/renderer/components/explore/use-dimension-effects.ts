import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { DimensionEffect } from '../../../shared/explore';
import { byEffect } from '../../exploration/dimension-name';
import { useExplorer } from '../../stores/explorer';
import { useLatentPicks } from '../../stores/latent-picks';

export interface DimensionEffects {
  /** By dimension; empty until they are measured. */
  readonly effects: ShallowRef<readonly DimensionEffect[]>;
  /** Dimensions, those first that change the picture most. */
  readonly order: ComputedRef<readonly number[]>;
}

/** Measured when a latent is opened, and not while its numbers are moved: sliders must not jump from under the hand. */
export function useDimensionEffects(): DimensionEffects {
  const explorer = useExplorer();
  const picks = useLatentPicks();
  const effects = shallowRef<readonly DimensionEffect[]>([]);

  watch(
    [() => picks.openings, () => explorer.step, () => explorer.drawing, () => explorer.revival],
    async ([, step, drawing]) => {
      const { current } = picks;
      if (!current || step === null) return;
      const { latent, classShares } = picks.stationOf(current);
      const answer = await explorer.ask('effects', {
        type: 'effects',
        drawing,
        rows: { count: 1, latents: latent, classShares },
      });
      if (answer) effects.value = answer.dimensions;
    },
    { immediate: true },
  );
  return { effects, order: computed(() => byEffect(effects.value)) };
}
