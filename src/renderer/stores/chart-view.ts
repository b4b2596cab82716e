import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, watch } from 'vue';
import { z } from 'zod';
import { axisZoom } from '../timeline/axis-zoom';
import { axisOver, axisUnits, closestWidth, epochScale, stepsThemselves, type StepScale } from '../timeline/time-axis';
import { clockOf, stepBefore } from '../timeline/table-clock';
import { useTimeline } from './timeline';
import { useWatchedRun } from './watched-run';

export const trackNames = ['losses', 'beliefs', 'gradients', 'pace'] as const;
export type TrackName = (typeof trackNames)[number];

const optionsSchema = z.object({
  tracks: z.array(z.enum(trackNames)).catch(['losses', 'beliefs']),
  logarithmic: z.boolean().catch(false),
  /** How far smoothing looks to each side. Percent of all points. */
  smoothing: z.number().min(0).max(10).catch(2),
  /** Null: epochs where the run has a few, else steps. */
  unit: z.enum(axisUnits).nullable().catch(null),
});
export type ChartOptions = z.infer<typeof optionsSchema>;
const usualOptions: ChartOptions = { tracks: ['losses', 'beliefs'], logarithmic: false, smoothing: 2, unit: null };

/** A run of at least so many epochs counts in them; a shorter one in steps. */
const epochsWorthCounting = 3;

/** What of the curves is shown, and how: remembered from run to run and start to start, but for the part in sight. */
export const useChartView = defineStore('chart-view', () => {
  const watched = useWatchedRun();
  const timeline = useTimeline();
  const options = useLocalStorage<ChartOptions>('gan-studio-charts', usualOptions, {
    serializer: { read: readOptions, write: (value) => JSON.stringify(value) },
  });
  const firstStep = computed(() => {
    const first = watched.revision >= 0 ? stepBefore(watched.curves()) : 0;
    return Math.min(first, timeline.steps[0] ?? first);
  });
  const unit = computed(() => {
    if (options.value.unit !== null) return options.value.unit;
    return (watched.latest?.epoch ?? 0) >= epochsWorthCounting ? 'epoch' : 'step';
  });
  const scale = computed<StepScale>(() => {
    const { latest } = watched;
    if (unit.value === 'step' || !latest) return stepsThemselves;
    if (unit.value === 'epoch') return latest.epoch > 0 ? epochScale(latest.epoch / latest.step) : stepsThemselves;
    return clockOf(watched.curves(), firstStep.value);
  });
  const whole = computed(() => axisOver(scale.value, firstStep.value, timeline.newestStep));
  const zoom = axisZoom(
    () => whole.value,
    (place) => closestWidth(scale.value, place),
  );

  watch(
    () => watched.runId,
    () => zoom.showAll(),
  );
  // what is looked at stays in sight
  watch(
    () => timeline.step,
    (step) => zoom.keepInSight(step),
  );

  return { options, unit, whole, ...zoom };
});

function readOptions(text: string): ChartOptions {
  try {
    return optionsSchema.parse(JSON.parse(text));
  } catch {
    // kept by another version, or by hand
    return usualOptions;
  }
}
