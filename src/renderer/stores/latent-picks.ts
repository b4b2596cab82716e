import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { wholeClasses } from '../../shared/class-shares';
import { drawFixedLatents } from '../../shared/fixed-latents';
import type { TourStation } from '../../shared/latent-tour';
import {
  dropPick,
  findPick,
  freeLetter,
  pickOfSample,
  putPick,
  withDimension,
  type PickedLatent,
  type PickedLatents,
  type PickLetter,
} from '../exploration/picked-latents';
import type { CopiedLatent } from '../../shared/latent-text';
import { useExploredSamples } from './explored-samples';
import { useExplorer } from './explorer';
import { useWatchedRun } from './watched-run';

/** The latents that a person holds, A to D, and the one whose numbers are open at the side. */
export const useLatentPicks = defineStore('latent-picks', () => {
  const explorer = useExplorer();
  const samples = useExploredSamples();
  const watched = useWatchedRun();
  const picks = shallowRef<PickedLatents>([]);
  const letter = ref<PickLetter>('A');
  /** Grows when another latent stands open, and not while its numbers are changed one by one. */
  const openings = ref(0);

  const current = computed(() => findPick(picks.value, letter.value));
  /** All of them in order, as the way through them takes them. */
  const stations = computed<readonly TourStation[]>(() => picks.value.map(stationOf));

  function stationOf({ latent, label }: PickedLatent): TourStation {
    const classes = explorer.recipe?.classes ?? null;
    return { latent, classShares: classes === null ? null : wholeClasses([label ?? 0], classes) };
  }

  function open(next: PickLetter): void {
    letter.value = next;
    openings.value++;
  }

  /** @param wanted the letter that it gets; left out: the next free one */
  function pick(index: number, wanted?: PickLetter): void {
    const { recipe } = explorer;
    if (!recipe) return;
    const held = pickOfSample(picks.value, samples.seed, index);
    if (held && wanted === undefined) return open(held.letter);
    const next = wanted ?? freeLetter(picks.value, letter.value);
    if (held) picks.value = dropPick(picks.value, held.letter);
    const origin = { seed: samples.seed, index };
    picks.value = putPick(picks.value, { letter: next, ...samples.latentOf(recipe, index), origin, isEdited: false });
    open(next);
  }

  /** The latent of a cell of the sheets that the run itself draws. */
  function pickSheetCell(index: number): void {
    const { recipe } = explorer;
    if (!recipe) return;
    const { latent, classes } = recipe;
    letter.value = freeLetter(picks.value, letter.value);
    const numbers = drawFixedLatents(recipe).slice(index * latent.size, (index + 1) * latent.size);
    paste({ latent: numbers, label: classes === null ? null : index % classes });
  }

  function drop(which: PickLetter): void {
    picks.value = dropPick(picks.value, which);
    if (which === letter.value) open(picks.value[0]?.letter ?? 'A');
  }

  function setDimension(dimension: number, value: number): void {
    const { value: pick } = current;
    if (pick) change(withDimension(pick.latent, dimension, value));
  }

  /** Other numbers for the one that is open. */
  function change(latent: Float32Array): void {
    const { value: pick } = current;
    if (pick) picks.value = putPick(picks.value, { ...pick, latent, isEdited: true });
  }

  function setLabel(label: number): void {
    const { value: pick } = current;
    if (!pick) return;
    picks.value = putPick(picks.value, { ...pick, label, isEdited: true });
    openings.value++;
  }

  /** Back to the sample that it began as. */
  function reset(): void {
    const { value: pick } = current;
    const { recipe } = explorer;
    if (!pick?.origin || !recipe || pick.origin.seed !== samples.seed) return;
    const original = samples.latentOf(recipe, pick.origin.index);
    picks.value = putPick(picks.value, { ...pick, ...original, isEdited: false });
    openings.value++;
  }

  /** In the place of the one that is open. */
  function paste({ latent, label }: CopiedLatent): void {
    const kept = label ?? current.value?.label ?? ((explorer.recipe?.classes ?? null) === null ? null : 0);
    const put: PickedLatent = { letter: letter.value, latent, label: kept, origin: null, isEdited: false };
    picks.value = putPick(picks.value, put);
    openings.value++;
  }

  watch(
    () => watched.runId,
    () => {
      picks.value = [];
      open('A');
    },
  );

  return {
    picks,
    letter,
    openings,
    current,
    stations,
    stationOf,
    open,
    pick,
    pickSheetCell,
    drop,
    setDimension,
    change,
    setLabel,
    reset,
    paste,
  };
});
