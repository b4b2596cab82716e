import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { traceNetwork, type NetworkRole } from '../../shared/network-problems';
import type { Recipe } from '../../shared/recipe';
import type { RunId, StepMetrics } from '../../shared/run';
import type { TracedLayer } from '../../shared/shape-inference';
import { studio } from '../bridge/studio';
import { countedSteps, movesOf } from '../learn/algorithm-one';
import { otherTopics, topicsOnScreen } from '../learn/topics';
import { variantsOf } from '../learn/variants';
import { useNavigation } from './navigation';
import { useNetworkDesign } from './network-design';
import { useNetworkEditor } from './network-editor';
import { useRecipeDraft } from './recipe-draft';
import { useSettings } from './settings';
import { useTraining } from './training';
import { useWatchedRun } from './watched-run';

/** The layer that the panel speaks of. */
export interface LayerOnScreen {
  readonly role: NetworkRole;
  readonly traced: TracedLayer;
  /** Whether somebody picked it; else it is only an example. */
  readonly isPicked: boolean;
}

/** The side panel that teaches, and what on screen it speaks of. */
export const useLearn = defineStore('learn', () => {
  const settings = useSettings();
  const navigation = useNavigation();
  const networks = useNetworkDesign();
  const editor = useNetworkEditor();
  const draft = useRecipeDraft();
  const training = useTraining();
  const watched = useWatchedRun();
  /** The newest steps of the run that trains. */
  const lines = shallowRef<readonly StepMetrics[]>([]);
  let linesOf: RunId | null = null;

  const isOpen = computed(() => settings.settings.learn);
  /** Of the run that is looked at, else of the next one. */
  const recipe = computed<Recipe>(() => {
    const ofRun = navigation.page === 'watch' ? watched.details?.recipe : undefined;
    return ofRun ?? draft.recipe ?? { ...draft.preset, ...networks.design };
  });
  /** The run that trains and is looked at; elsewhere the one that began last. */
  const liveId = computed<RunId | null>(() => {
    if (navigation.page === 'watch') return watched.isLive ? watched.runId : null;
    return training.runIds.at(-1) ?? null;
  });
  const isLive = computed(() => liveId.value !== null);
  const picked = computed<LayerOnScreen | null>(() => {
    if (navigation.page !== 'editor' || editor.lead === null) return null;
    const { role, lead } = editor;
    const traced = networks.traces[role].find(({ layer }) => layer.id === lead);
    return traced ? { role, traced, isPicked: true } : null;
  });
  /** What is picked, else the first layer of the generator whose size is computed. */
  const layer = computed<LayerOnScreen | null>(() => {
    if (picked.value) return picked.value;
    const all = traceNetwork(recipe.value, 'generator');
    const traced = all.find(
      ({ layer: { kind } }) => kind === 'transposedConv' || kind === 'conv' || kind === 'reshape',
    );
    return traced ? { role: 'generator', traced, isPicked: false } : null;
  });
  const onScreen = computed(() =>
    topicsOnScreen({
      page: navigation.page,
      layer: picked.value?.traced.layer.kind ?? null,
      isTraining: isLive.value,
      variants: variantsOf(recipe.value),
    }),
  );
  const others = computed(() => otherTopics(onScreen.value));
  const moves = computed(() => (isLive.value ? movesOf(lines.value) : null));
  /** D(x) and D(G(z)) of the run on screen. */
  const beliefs = computed(() =>
    isLive.value ? (training.live(liveId.value)?.latest ?? null) : navigation.page === 'watch' ? watched.latest : null,
  );

  function toggle(): void {
    void settings.change({ learn: !isOpen.value });
  }

  function listen(): void {
    studio.on('run:metrics', ({ runId, lines: arrived }) => {
      // of several that train, those of the others count nothing here
      if (liveId.value !== null && runId !== liveId.value) return;
      const before = linesOf === runId ? lines.value : [];
      linesOf = runId;
      lines.value = [...before, ...arrived].slice(-countedSteps);
    });
  }

  return { isOpen, recipe, layer, onScreen, others, moves, beliefs, isLive, toggle, listen };
});
