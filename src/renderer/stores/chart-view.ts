import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { z } from 'zod';
import {
  axisOver,
  axisUnits,
  epochScale,
  panAxis,
  panTo,
  stepsThemselves,
  zoomAxis,
  type StepScale,
  type TimeAxis,
} from '../timeline/time-axis';
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
  /** The part in sight, in steps; null = the whole run. */
  const range = ref<{ readonly from: number; readonly to: number } | null>(null);

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
  const axis = computed<TimeAxis>(() => {
    if (range.value === null) return whole.value;
    return axisOver(scale.value, range.value.from, range.value.to);
  });
  const isZoomed = computed(() => range.value !== null);

  function look(next: TimeAxis): void {
    const all = whole.value;
    const isWhole = next.to - next.from >= (all.to - all.from) * 0.999;
    range.value = isWhole ? null : { from: scale.value.stepOf(next.from), to: scale.value.stepOf(next.to) };
  }

  /** @param factor below 1 = closer; @param share place of the axis that stays */
  function zoom(factor: number, share: number): void {
    look(zoomAxis(axis.value, whole.value, factor, share));
  }

  /** @param shares of the width in sight, to the right */
  function pan(shares: number): void {
    if (isZoomed.value) look(panAxis(axis.value, whole.value, shares));
  }

  function showAll(): void {
    range.value = null;
  }

  watch(
    () => watched.runId,
    () => showAll(),
  );
  // what is looked at stays in sight
  watch(
    () => timeline.step,
    (step) => {
      if (isZoomed.value) look(panTo(axis.value, whole.value, step));
    },
  );

  return { options, unit, axis, whole, isZoomed, range, zoom, pan, showAll };
});

function readOptions(text: string): ChartOptions {
  try {
    return optionsSchema.parse(JSON.parse(text));
  } catch {
    // kept by another version, or by hand
    return usualOptions;
  }
}
