import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { findNetworkProblems, traceNetwork, type NetworkRole } from '../../shared/network-problems';
import { defaultPreset } from '../../shared/presets';
import type { TracedLayer } from '../../shared/shape-inference';
import { designDifferences } from '../network-editing/design-differences';
import { beginHistory, record, redo, settle, undo } from '../network-editing/history';
import { keepTraces } from '../network-editing/kept-traces';
import { designOf, type NetworkDesign } from '../network-editing/network-design';

type Traces = Readonly<Record<NetworkRole, readonly TracedLayer[]>>;

/** Both networks of the next run as they are edited, with all that was done to them. */
export const useNetworkDesign = defineStore('network-design', () => {
  // values that are replaced as a whole: nothing inside needs to be watched
  const origin = shallowRef<NetworkDesign>(designOf(defaultPreset));
  const history = shallowRef(beginHistory(origin.value));

  const design = computed(() => history.value.present);
  const problems = computed(() => findNetworkProblems(design.value));
  const traces = computed<Traces>((old) => ({
    generator: keepTraces(old?.generator ?? [], traceNetwork(design.value, 'generator')),
    discriminator: keepTraces(old?.discriminator ?? [], traceNetwork(design.value, 'discriminator')),
  }));
  const differences = computed(() => designDifferences(origin.value, design.value));
  const isEdited = computed(() => differences.value.length > 0);
  const canUndo = computed(() => history.value.past !== null);
  const canRedo = computed(() => history.value.future !== null);

  /** Takes other networks to begin with; what was done to the earlier ones is forgotten. */
  function begin(next: NetworkDesign): void {
    origin.value = next;
    history.value = beginHistory(next);
  }

  /** @param field what is typed in: changes in a row with the same name are undone as one */
  function edit(next: NetworkDesign, field: string | null = null): void {
    history.value = record(history.value, next, field);
  }

  /** Back to what was begun with, as one step that can be undone. */
  function restore(): void {
    edit(origin.value);
  }

  /** Only the layers; image, noise, classes and objective stay. */
  function restoreLayers(): void {
    edit({ ...design.value, networks: origin.value.networks });
  }

  return {
    origin,
    history,
    design,
    problems,
    traces,
    differences,
    isEdited,
    canUndo,
    canRedo,
    begin,
    edit,
    restore,
    restoreLayers,
    undo: () => void (history.value = undo(history.value)),
    redo: () => void (history.value = redo(history.value)),
    settle: () => void (history.value = settle(history.value)),
  };
});
