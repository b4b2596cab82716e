import { computed, ref, type ComputedRef, type Ref } from 'vue';
import { axisOver, panAxis, panTo, zoomAxis, type TimeAxis } from './time-axis';

/** The part of an axis that is in sight: enlarged, moved along, and the whole again. */
export interface AxisZoom {
  /** The part in sight, in steps of the axis' scale; null = the whole. */
  readonly range: Ref<{ readonly from: number; readonly to: number } | null>;
  readonly axis: ComputedRef<TimeAxis>;
  readonly isZoomed: ComputedRef<boolean>;
  /** @param factor below 1 = closer; @param share place of the axis that stays */
  zoom(factor: number, share: number): void;
  /** @param shares of the width in sight, to the right */
  pan(shares: number): void;
  showAll(): void;
  /** Moves along just so far that a step is in sight. */
  keepInSight(step: number): void;
}

/** @param leastWidth of what may fill the axis around a place, in the unit of the axis */
export function axisZoom(whole: () => TimeAxis, leastWidth: (place: number) => number): AxisZoom {
  const range = ref<{ readonly from: number; readonly to: number } | null>(null);
  const axis = computed<TimeAxis>(() =>
    range.value === null ? whole() : axisOver(whole().scale, range.value.from, range.value.to),
  );
  const isZoomed = computed(() => range.value !== null);

  function look(next: TimeAxis): void {
    const all = whole();
    const isWhole = next.to - next.from >= (all.to - all.from) * 0.999;
    range.value = isWhole ? null : { from: all.scale.stepOf(next.from), to: all.scale.stepOf(next.to) };
  }

  return {
    range,
    axis,
    isZoomed,
    zoom: (factor, share) => look(zoomAxis(axis.value, whole(), factor, share, leastWidth)),
    pan: (shares) => {
      if (isZoomed.value) look(panAxis(axis.value, whole(), shares));
    },
    showAll: () => {
      range.value = null;
    },
    keepInSight: (step) => {
      if (isZoomed.value) look(panTo(axis.value, whole(), step));
    },
  };
}
