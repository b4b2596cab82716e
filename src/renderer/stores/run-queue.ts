import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { RunId } from '../../shared/run';
import type { QueuedRun, RunOrder } from '../../shared/run-order';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';
import { useRuns } from './runs';
import { useTraining } from './training';

/** What became of an order: a run that trains, one that waits, or nothing. */
export type OrderOutcome =
  { readonly kind: 'began'; readonly runId: RunId } | { readonly kind: 'queued' } | { readonly kind: 'none' };

/** Trainings that were ordered: what waits, and what to do with one more while a run trains. */
export const useRunQueue = defineStore('run-queue', () => {
  const waiting = shallowRef<readonly QueuedRun[]>([]);
  /** Asks the person: behind the others, or beside them. */
  const asking = shallowRef<RunOrder | null>(null);
  const isSending = ref(false);
  /** What waited and has begun last; null before any has. */
  const begun = shallowRef<RunOrder | null>(null);
  const training = useTraining();
  const runs = useRuns();
  const notices = useNotices();
  let settle: (outcome: OrderOutcome) => void = () => undefined;

  const held = computed(() => waiting.value.filter(({ state }) => state === 'held'));

  /** Begins at once where nothing trains or waits its turn; otherwise the person is asked. */
  async function order(next: RunOrder): Promise<OrderOutcome> {
    if (training.isStarting || asking.value !== null) return { kind: 'none' };
    const isNext = held.value.length === waiting.value.length;
    if (!training.isTraining && isNext) return begin(next);
    asking.value = next;
    return new Promise((resolve) => {
      settle = resolve;
    });
  }

  /** The person's answer. */
  async function decide(choice: 'queue' | 'beside' | 'neither'): Promise<void> {
    const next = asking.value;
    if (!next || isSending.value) return;
    isSending.value = true;
    try {
      const outcome = await carryOut(next, choice);
      settle(outcome);
      asking.value = null;
    } finally {
      isSending.value = false;
    }
  }

  function carryOut(next: RunOrder, choice: 'queue' | 'beside' | 'neither'): Promise<OrderOutcome> {
    switch (choice) {
      case 'queue':
        return add(next);
      case 'beside':
        return begin(next);
      case 'neither':
        return Promise.resolve({ kind: 'none' });
    }
  }

  async function begin(next: RunOrder): Promise<OrderOutcome> {
    const runId = await beginRun(next);
    if (runId === null) return { kind: 'none' };
    if (next.kind === 'new' && (next.name !== '' || next.notes !== '')) {
      void runs.annotate(runId, { name: next.name, notes: next.notes });
    }
    return { kind: 'began', runId };
  }

  function beginRun(next: RunOrder): Promise<RunId | null> {
    if (next.kind === 'resume') return training.resume(next.runId);
    const { parent, recipe } = next;
    return parent ? training.branch(parent.runId, parent.step, recipe) : training.start(recipe);
  }

  async function add(next: RunOrder): Promise<OrderOutcome> {
    const answer = await studio.request('queue:add', structuredClone(next));
    if (answer.ok) return { kind: 'queued' };
    notices.report(answer);
    return { kind: 'none' };
  }

  /** @param place 0 for the first */
  async function move(id: string, place: number): Promise<void> {
    const answer = await studio.request('queue:move', id, Math.max(0, Math.min(place, waiting.value.length - 1)));
    if (!answer.ok) notices.report(answer);
  }

  /** @returns whether it is out of the queue */
  async function remove(id: string): Promise<boolean> {
    const answer = await studio.request('queue:remove', id);
    if (!answer.ok) notices.report(answer);
    return answer.ok;
  }

  /** Puts back what was removed. */
  async function restore(queued: QueuedRun, place: number): Promise<void> {
    const answer = await studio.request('queue:restore', structuredClone(queued), place);
    if (!answer.ok) notices.report(answer);
  }

  /** Whether the run waits to go on. */
  function hasOrder(runId: RunId): boolean {
    return waiting.value.some((one) => one.order.kind === 'resume' && one.order.runId === runId);
  }

  /** Lets what was queued when the studio was closed start. */
  async function release(): Promise<void> {
    const answer = await studio.request('queue:release');
    if (!answer.ok) notices.report(answer);
  }

  async function load(): Promise<void> {
    const answer = await studio.request('queue:list');
    if (answer.ok) waiting.value = answer.value;
    else notices.report(answer);
  }

  function listen(): void {
    studio.on('queue:changed', (changed) => {
      waiting.value = changed;
    });
    studio.on('queue:began', ({ order: its }) => {
      begun.value = its;
    });
    studio.on('queue:refused', ({ problem }) => {
      // the person gave it up
      if (problem.code !== 'cancelled') notices.report(problem);
    });
  }

  return {
    waiting,
    held,
    begun,
    asking,
    isSending,
    order,
    decide,
    move,
    remove,
    restore,
    hasOrder,
    release,
    load,
    listen,
  };
});
