import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { PaceMeasurement } from '../../shared/pace-measurement';
import type { Recipe } from '../../shared/recipe';
import { studio } from '../bridge/studio';
import { expectedPace, knownPaces, type ExpectedPace } from '../recipe/expected-pace';
import { useMachine } from './machine';
import { useNotices } from './notices';
import { useRuns } from './runs';

/** How fast recipes train on this machine. */
export const usePaces = defineStore('paces', () => {
  const measurement = shallowRef<PaceMeasurement | null>(null);
  const machine = useMachine();
  const runs = useRuns();
  const notices = useNotices();

  /** Runs that are over change nothing any more: a run that trains must not have all of them looked at anew. */
  const ended = computed<typeof runs.runs>((old) => {
    const now = runs.runs.filter(({ pace, state }) => pace !== undefined && state !== 'running');
    return old?.length === now.length && now.every((run, index) => run.stepsPerSecond === old[index]?.stepsPerSecond)
      ? old
      : now;
  });
  const known = computed(() => knownPaces(machine.device, measurement.value, ended.value));

  async function load(): Promise<void> {
    const answer = await studio.request('machine:pace');
    if (answer.ok) measurement.value = answer.value;
    else notices.report(answer);
  }

  function listen(): void {
    studio.on('machine:pace', (measured) => {
      measurement.value = measured;
    });
  }

  /** @param preset that the recipe was made from */
  function expect(recipe: Recipe, preset: Recipe): ExpectedPace | null {
    return expectedPace(recipe, preset, known.value);
  }

  return { measurement, known, load, listen, expect };
});
