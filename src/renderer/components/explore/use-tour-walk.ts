import { usePreferredReducedMotion, useRafFn } from '@vueuse/core';
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type { Samples } from '../../../shared/run';
import { useTour, walkingPace } from '../../stores/tour';

export interface TourWalk {
  /** Image of the strip that is looked at, as a fraction while it is walked; null before anybody did. */
  readonly position: Readonly<Ref<number | null>>;
  readonly isWalking: Readonly<Ref<boolean>>;
  /** Whether the keyboard or the pointer is at the slider. */
  readonly isHeld: Ref<boolean>;
  /** What is shown enlarged; null while nobody looks. */
  readonly frame: ComputedRef<{ readonly samples: Samples; readonly index: number } | null>;
  /** Begins or ends a walk; with reduced motion each call is one image. */
  toggle(): Promise<void>;
  go(position: number): void;
}

/** Walks the way through the picked latents. */
export function useTourWalk(): TourWalk {
  const tour = useTour();
  const motion = usePreferredReducedMotion();
  const position = ref<number | null>(null);
  const isHeld = ref(false);
  /** The pictures between the images of the strip, while they are walked. */
  const fine = shallowRef<{ readonly samples: Samples; readonly perImage: number } | null>(null);
  const last = computed(() => Math.max(0, (tour.drawn?.samples.shape[0] ?? 0) - 1));
  const byHand = computed(() => motion.value === 'reduce');

  const walk = useRafFn(
    ({ delta }) => {
      const next = (position.value ?? 0) + (delta / 1000) * walkingPace;
      position.value = Math.min(last.value, next);
      if (next >= last.value) stop();
    },
    { immediate: false },
  );

  function stop(): void {
    walk.pause();
    fine.value = null;
    if (position.value !== null) position.value = Math.round(position.value);
  }

  async function toggle(): Promise<void> {
    if (walk.isActive.value) return stop();
    const from = position.value ?? -1;
    if (byHand.value) {
      position.value = from >= last.value ? 0 : Math.round(from) + 1;
      return;
    }
    const frames = await tour.frames();
    if (!frames) return;
    fine.value = { samples: frames.drawn.samples, perImage: frames.perImage };
    position.value = from < 0 || from >= last.value ? 0 : from;
    walk.resume();
  }

  function go(next: number): void {
    if (walk.isActive.value) stop();
    position.value = next;
  }

  // another way is another walk
  watch(
    () => tour.tour,
    (way) => {
      if (walk.isActive.value) stop();
      if (!way || (position.value ?? 0) >= way.count) position.value = null;
    },
  );

  const frame = computed(() => {
    const isSeen = isHeld.value || walk.isActive.value || byHand.value;
    if (position.value === null || !tour.drawn || !isSeen) return null;
    if (!fine.value) return { samples: tour.drawn.samples, index: Math.round(position.value) };
    const { samples, perImage } = fine.value;
    return { samples, index: Math.min(samples.shape[0] - 1, Math.round(position.value * perImage)) };
  });

  return { position, isWalking: walk.isActive, isHeld, frame, toggle, go };
}
