import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { DigitReading, DigitReadings } from '../../shared/explore';
import type { Samples } from '../../shared/run';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';
import { useWatchedRun } from './watched-run';

/** An image, and what the judge reads it as. */
export interface ReadImage extends DigitReading {
  readonly cell: number;
  /** Of its sheet. */
  readonly step: number;
}

/** What the judge reads the picked image of Watch as, from the moment on at which a person picks one or asks for it. */
export const useDigitReading = defineStore('digit-reading', () => {
  const watched = useWatchedRun();
  const notices = useNotices();
  /** A process that reads is started for nobody who only looks. */
  const isWanted = ref(false);
  const read = shallowRef<ReadImage | null>(null);
  /** Why it cannot be read, a sentence. */
  const problem = ref<string | null>(null);
  /** Whether the judge has still to learn digits. */
  const isUnlearnt = ref(false);
  /** How far it is with that, 0 to 1; null while it does not learn. */
  const learning = ref<number | null>(null);
  /** Grows when the image must be asked for again. */
  const lessons = ref(0);

  /** The judge knows the digits of MNIST, at their own size. */
  const canRead = computed(() => {
    const data = watched.details?.recipe.data;
    return data?.source === 'mnist' && data.side === 28 && data.channels === 1;
  });

  watch(
    () => watched.runId,
    () => {
      isWanted.value = false;
      read.value = null;
      problem.value = null;
    },
    { flush: 'sync' },
  );

  async function ask(samples: Samples, cell: number): Promise<void> {
    const { runId } = watched;
    if (!canRead.value || runId === null) return;
    const { step } = samples;
    const answer = await studio.request('explore:ask', { runId, step, lane: 'read' }, { type: 'read', samples });
    if (runId !== watched.runId) return;
    problem.value = answer.ok ? null : answer.message;
    // a newer image took its place
    if (!answer.ok || answer.value === null) return;
    // the explorer answers each type of question with its own
    const { readings } = answer.value as DigitReadings;
    isUnlearnt.value = readings === null;
    const reading = readings?.[0];
    read.value = reading ? { ...reading, cell, step } : null;
  }

  async function learn(): Promise<void> {
    learning.value = 0;
    const stop = studio.on('explore:index-progress', ({ stage, share }) => {
      if (stage === 'classifier') learning.value = share;
    });
    try {
      const answer = await studio.request('explore:learn-digits');
      if (!answer.ok) notices.report(answer);
      else if (answer.value === 'built') {
        isUnlearnt.value = false;
        lessons.value++;
      }
    } finally {
      stop();
      learning.value = null;
    }
  }

  async function cancel(): Promise<void> {
    const answer = await studio.request('explore:cancel-index');
    if (!answer.ok) notices.report(answer);
  }

  return { isWanted, canRead, read, problem, isUnlearnt, learning, lessons, ask, learn, cancel };
});
