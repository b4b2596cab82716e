import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Drawn } from '../../shared/explore';
import type { FigureOf } from '../../shared/figure';
import type { PathKind } from '../../shared/latent-path';
import { latentTour, tourLength, type LatentTour } from '../../shared/latent-tour';
import { failure } from '../../shared/result';
import { useExplorer } from './explorer';
import { useLatentPicks } from './latent-picks';

/** Pictures between two images of the strip while the way is walked. */
const framesBetween = 8;
/** Images of the strip that are walked in a second. */
export const walkingPace = 2.5;
export const mostSteps = 48;

/** The way through the picked latents. */
export const useTour = defineStore('tour', () => {
  const explorer = useExplorer();
  const picks = useLatentPicks();
  const wantedKind = ref<PathKind>('spherical');
  const wantedSteps = ref(13);
  const drawn = shallowRef<Drawn | null>(null);
  /** Why there is no way, in a sentence. */
  const obstacle = ref<string | null>(null);
  const isWanted = ref(false);

  /** Uniform latents lie on no sphere. */
  const canBeSpherical = computed(() => explorer.recipe?.latent.distribution === 'normal');
  const kind = computed<PathKind>(() => (canBeSpherical.value ? wantedKind.value : 'linear'));
  const steps = computed(() => tourLength(wantedSteps.value, Math.max(2, picks.stations.length)));

  const tour = computed<LatentTour | null>(() => plan(wantedSteps.value));

  function plan(wanted: number): LatentTour | null {
    if (picks.stations.length < 2) return null;
    try {
      return latentTour(picks.stations, wanted, kind.value);
    } catch (error) {
      obstacle.value = failure(error).message;
      return null;
    }
  }

  watch(
    [isWanted, tour, () => explorer.step, () => explorer.drawing, () => explorer.revival],
    async ([wanted, way, step, drawing]) => {
      if (way) obstacle.value = null;
      if (!way) drawn.value = null;
      if (!wanted || !way || step === null) return;
      const { count, latents, classShares } = way;
      const answer = await explorer.ask('path', { type: 'draw', drawing, rows: { count, latents, classShares } });
      if (answer && tour.value) drawn.value = answer;
    },
    { immediate: true },
  );

  /** The way with pictures between those of the strip, to be played; null where there is no way. */
  async function frames(): Promise<{ readonly drawn: Drawn; readonly perImage: number } | null> {
    const fine = plan((steps.value - 1) * framesBetween + 1);
    if (!fine) return null;
    const { count, latents, classShares } = fine;
    const rows = { count, latents, classShares };
    const answer = await explorer.ask('walk', { type: 'draw', drawing: explorer.drawing, rows });
    return answer && { drawn: answer, perImage: (count - 1) / (steps.value - 1) };
  }

  /** The way as it is walked, to be written as an animation; null where there is none. */
  const figure = computed<FigureOf<'tour'> | null>(() => {
    const { step, drawing } = explorer;
    if (!tour.value || step === null) return null;
    const stations = picks.picks.map(({ latent, label }) => ({ latent: [...latent], label }));
    return {
      ...{ kind: 'tour', format: 'gif', framesPerSecond: walkingPace * framesBetween, step, ...drawing },
      ...{ path: kind.value, stations, frames: (steps.value - 1) * framesBetween + 1, returns: true, scale: 4 },
    };
  });

  return { wantedKind, wantedSteps, canBeSpherical, kind, steps, tour, drawn, obstacle, isWanted, frames, figure };
});
