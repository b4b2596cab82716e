import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { pictureOfSamples, type SheetPicture } from '../sheets/sheet-picture';
import type { SheetShelf } from '../sheets/sheet-shelf';
import { openStoredSheets } from '../sheets/stored-sheets';
import { storedSteps } from '../sheets/stored-steps';
import { nearestStep, neighbours, stepAway } from '../timeline/stored-position';
import { lowerBound } from '../timeline/time-axis';
import { useWatchedRun } from './watched-run';

/** Sheets a second at speed 1. */
const sheetsPerSecond = 4;
export const playSpeeds = [1, 2, 4, 8, 16] as const;
export type PlaySpeed = (typeof playSpeeds)[number];

/** Where on its way the watched run is looked at: one position for slider, sheet, film and charts. */
export const useTimeline = defineStore('timeline', () => {
  const watched = useWatchedRun();
  /** Step of the stored sheet that is looked at; null = the newest, whatever comes. */
  const position = ref<number | null>(null);
  const isPlaying = ref(false);
  const speed = ref<PlaySpeed>(1);
  const stored = shallowRef<SheetPicture | null>(null);
  /** Step of a sheet that cannot be shown. */
  const missingStep = ref<number | null>(null);
  let shelf: SheetShelf<SheetPicture> | null = null;
  let direction: -1 | 1 = 1;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** A sheet that is due may be on its way to the disk: the newest one counts once the next step is told. */
  const steps = computed<readonly number[]>(() => {
    const { details, latest, isLive } = watched;
    if (!details) return [];
    if (!isLive) return details.sheetSteps;
    return storedSteps(details.sheetSteps, details.recipe.samples.everySteps, (latest?.step ?? 0) - 1);
  });
  const newestStep = computed(() => Math.max(watched.latest?.step ?? 0, steps.value.at(-1) ?? 0));
  const step = computed(() => position.value ?? newestStep.value);
  const isAtEnd = computed(() => position.value === null);
  const live = computed(() => (watched.samples ? pictureOfSamples(watched.samples) : null));
  /** What is shown; null where there is nothing, or where it cannot be read. */
  const picture = computed(() => (position.value === null ? live.value : stored.value));

  function openShelf(): void {
    shelf?.close();
    shelf = null;
    const { runId, details } = watched;
    if (runId !== null && details) shelf = openStoredSheets(runId, details.recipe.data.side);
  }

  async function show(wanted: number): Promise<void> {
    if (!shelf) openShelf();
    const from = shelf;
    if (!from) return;
    const kept = from.peek(wanted);
    if (kept) {
      accept(wanted, kept);
    } else {
      try {
        const loaded = await from.get(wanted);
        // someone moved on meanwhile
        if (position.value !== wanted || shelf !== from) return;
        accept(wanted, loaded);
      } catch {
        if (position.value !== wanted || shelf !== from) return;
        stored.value = null;
        missingStep.value = wanted;
      }
    }
    await bringNeighbours(from, wanted);
  }

  function accept(wanted: number, found: SheetPicture): void {
    missingStep.value = null;
    if (position.value === wanted) stored.value = found;
  }

  /** One after the other, as long as nobody moves on. */
  async function bringNeighbours(from: SheetShelf<SheetPicture>, around: number): Promise<void> {
    for (const next of neighbours(steps.value, around, direction, 8, 3)) {
      if (position.value !== around || shelf !== from) return;
      // one that cannot be read is told when it is wanted
      if (from.peek(next) === undefined) await from.get(next).catch(() => undefined);
    }
  }

  /** The stored sheet nearest to a step; at the right end it follows the newest again. */
  function scrubTo(wanted: number): void {
    pause();
    moveTo(wanted >= newestStep.value ? null : nearestStep(steps.value, wanted));
  }

  function moveBy(sheets: number): void {
    pause();
    if (sheets > 0 && isAtEnd.value) return;
    if (sheets < 0 && isAtEnd.value) return moveTo(stepBeforeEnd(-sheets));
    const target = stepAway(steps.value, step.value, sheets);
    const isEnd = target === position.value || (target !== null && target >= newestStep.value);
    moveTo(sheets > 0 && isEnd ? null : target);
  }

  /** One sheet back from the end is the newest stored one, unless that is what stands at the end. */
  function stepBeforeEnd(sheets: number): number | null {
    const last = steps.value.at(-1);
    if (last === undefined) return null;
    const shownAtEnd = live.value?.step ?? newestStep.value;
    const back = last >= shownAtEnd ? sheets : sheets - 1;
    return steps.value[Math.max(0, steps.value.length - 1 - Math.min(back, steps.value.length))] ?? null;
  }

  function moveTo(next: number | null): void {
    direction = next !== null && next < step.value ? -1 : 1;
    position.value = next;
  }

  function goLive(): void {
    pause();
    moveTo(null);
  }

  /** From here on, or from the start where there is nothing left. */
  function play(): void {
    if (steps.value.length < 2) return;
    if (position.value === null) moveTo(steps.value[0] ?? null);
    isPlaying.value = true;
    schedule();
  }

  function pause(): void {
    isPlaying.value = false;
    clearTimeout(timer);
  }

  /** While a run is followed, pausing holds what is on the screen. */
  function hold(): void {
    pause();
    if (position.value === null) moveTo(steps.value.at(-1) ?? null);
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(advance, 1000 / (sheetsPerSecond * speed.value));
  }

  function advance(): void {
    if (!isPlaying.value) return;
    const next = steps.value[lowerBound(steps.value, step.value + 1)];
    if (next === undefined) return goLive();
    moveTo(next);
    schedule();
  }

  watch(
    () => watched.runId,
    () => {
      goLive();
      openShelf();
      missingStep.value = null;
    },
    { flush: 'sync' },
  );
  watch(() => watched.details?.recipe.data.side, openShelf);
  watch(
    position,
    (wanted) => {
      missingStep.value = null;
      if (wanted !== null) void show(wanted);
    },
    { flush: 'sync' },
  );

  return {
    position,
    step,
    steps,
    newestStep,
    isAtEnd,
    isPlaying,
    speed,
    picture,
    newestPicture: live,
    missingStep,
    scrubTo,
    moveBy,
    goLive,
    play,
    pause,
    hold,
  };
});
