import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Activations, CountedGradients, CountedWeights } from '../../shared/explore';
import type { NetworkRole } from '../../shared/recipe';
import { useExploredSamples } from './explored-samples';
import { useExplorer } from './explorer';
import { useLatentPicks } from './latent-picks';
import { useWatchedRun } from './watched-run';

/** What the Network tab tells of a checkpoint's layers. */
export const useNetworkNumbers = defineStore('network-numbers', () => {
  const explorer = useExplorer();
  const watched = useWatchedRun();
  const picks = useLatentPicks();
  const samples = useExploredSamples();
  const isWanted = ref(false);
  const weights = shallowRef<CountedWeights | null>(null);
  /** Null until they were asked for. */
  const gradients = shallowRef<CountedGradients | null>(null);
  const isMeasuring = ref(false);
  const picked = shallowRef<{ readonly role: NetworkRole; readonly id: string } | null>(null);
  const activations = shallowRef<Activations | null>(null);

  /** The latent that layers are shown for: the one that is open in Explore, else the first sample's. */
  const shown = computed(() => {
    const { recipe } = explorer;
    if (!recipe) return null;
    if (picks.current) return { ...picks.stationOf(picks.current), letter: picks.current.letter };
    const first = samples.latentOf(recipe, 0);
    return { ...picks.stationOf({ ...first, letter: 'A', origin: null, isEdited: false }), letter: null };
  });

  watch([() => watched.runId, () => explorer.step], () => {
    weights.value = null;
    gradients.value = null;
    activations.value = null;
  });
  watch(
    () => watched.runId,
    () => {
      picked.value = null;
    },
  );
  watch(
    [isWanted, () => explorer.step, () => explorer.drawing.weights, () => explorer.revival],
    async ([wanted, step, which]) => {
      if (!wanted || step === null) return;
      const answer = await explorer.ask('weights', { type: 'weights', weights: which });
      if (answer) weights.value = answer;
    },
    { immediate: true },
  );
  watch(
    [isWanted, picked, shown, () => explorer.step, () => explorer.drawing, () => explorer.revival],
    async ([wanted, layer, latent, step, drawing]) => {
      if (!layer || !latent || layer.id === 'input' || layer.id === 'label') {
        activations.value = null;
        return;
      }
      if (!wanted || step === null) return;
      const rows = { count: 1, latents: latent.latent, classShares: latent.classShares };
      const { role: network, id: layerId } = layer;
      const answer = await explorer.ask('activations', { type: 'activations', drawing, rows, network, layerId });
      if (answer) activations.value = answer;
    },
    { immediate: true },
  );

  async function measureGradients(): Promise<void> {
    isMeasuring.value = true;
    try {
      const answer = await explorer.ask('gradients', { type: 'gradients' });
      if (answer) gradients.value = answer;
    } finally {
      isMeasuring.value = false;
    }
  }

  return { isWanted, weights, gradients, isMeasuring, picked, activations, shown, measureGradients };
});
