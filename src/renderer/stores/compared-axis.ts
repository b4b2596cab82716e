import { defineStore } from 'pinia';
import { computed, watch } from 'vue';
import { axisZoom } from '../timeline/axis-zoom';
import { closestWidth, stepsThemselves, type TimeAxis } from '../timeline/time-axis';
import { useComparison } from './comparison';

/** What of the common line of the compared runs is in sight; its places are already in the unit of the line. */
export const useComparedAxis = defineStore('compared-axis', () => {
  const comparison = useComparison();
  const whole = computed<TimeAxis>(() => ({
    scale: { ...stepsThemselves, unit: comparison.lineUp },
    ...comparison.ends,
  }));
  const read = computed(() => comparison.entries.flatMap(({ run }) => run ?? []));
  const zoom = axisZoom(
    () => whole.value,
    // as close as the run of the smallest steps allows
    (place) => Math.min(...read.value.map((run) => closestWidth(comparison.laid(run).scale, place))),
  );

  watch(
    () => comparison.ids,
    () => zoom.showAll(),
  );
  watch(
    () => comparison.lineUp,
    (now, before) => {
      const [first] = read.value;
      if (!first || zoom.range.value === null) return;
      // of the first run the same steps stay in sight
      const [old, next] = [comparison.onLine(first, before).scale, comparison.onLine(first, now).scale];
      const [from, to] = [zoom.range.value.from, zoom.range.value.to].map((place) => next.valueOf(old.stepOf(place)));
      zoom.range.value = from !== undefined && to !== undefined && to > from ? { from, to } : null;
    },
  );
  // what is looked at stays in sight
  watch(
    () => comparison.position,
    (place) => zoom.keepInSight(place),
  );

  return { ...zoom };
});
