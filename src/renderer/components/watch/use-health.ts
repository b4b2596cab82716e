import { refThrottled } from '@vueuse/core';
import { computed, toRef, type ComputedRef } from 'vue';
import { healthOfRun } from '../../../shared/health/health-of-run';
import type { Health } from '../../../shared/health/judge-run';
import { findMoments, type Moment } from '../../../shared/health/moments';
import { pictureVariety } from '../../sheets/picture-variety';
import { useTimeline } from '../../stores/timeline';
import { useWatchedRun } from '../../stores/watched-run';

/** How often the rules look at a run that trains. Milliseconds. */
const pace = 2_000;

/** The watched run's health and moments, as of now. */
export function useHealth(): {
  readonly health: ComputedRef<Health | null>;
  readonly moments: ComputedRef<readonly Moment[]>;
} {
  const watched = useWatchedRun();
  const timeline = useTimeline();
  const revision = refThrottled(toRef(watched, 'revision'), pace);
  const picture = refThrottled(toRef(timeline, 'newestPicture'), pace);
  const variety = computed(() => (picture.value ? pictureVariety(picture.value) : null));

  const health = computed<Health | null>(() => {
    const { details } = watched;
    if (!details || revision.value < 0) return null;
    return healthOfRun(details.summary, details.recipe.objective, watched.curves(), variety.value);
  });
  const moments = computed(() => {
    const kind = watched.details?.recipe.objective.kind;
    const knowsProbabilities = kind === 'nonSaturating' || kind === 'saturating';
    return revision.value >= 0 && knowsProbabilities ? findMoments(watched.curves()) : [];
  });
  return { health, moments };
}
