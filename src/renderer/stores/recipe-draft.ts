import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { defaultPreset } from '../../shared/presets';
import type { Recipe } from '../../shared/recipe';
import type { RunId } from '../../shared/run';
import { designOf } from '../network-editing/network-design';
import { readKnobs, textsOf, type KnobTexts } from '../recipe/knobs';
import { useNetworkDesign } from './network-design';

/** The run and step that the next run will go on from. */
export interface BranchOrigin {
  readonly runId: RunId;
  /** As the run list calls it. */
  readonly name: string;
  readonly step: number;
}

/** The recipe that the next run will be made from, as far as it is written. */
export const useRecipeDraft = defineStore('recipe-draft', () => {
  const networks = useNetworkDesign();
  /** What was begun with: a preset, or a recipe from a file. */
  const preset = shallowRef<Recipe>(defaultPreset);
  /** File that the recipe came from; null where it is a preset. */
  const file = ref<string | null>(null);
  /** Null where the run begins at its first step. */
  const parent = shallowRef<BranchOrigin | null>(null);
  const source = ref(defaultPreset.data.source);
  const texts = ref<KnobTexts>(textsOf(defaultPreset));

  const presetName = computed(() => preset.value.preset);
  const reading = computed(() => readKnobs(preset.value, source.value, texts.value));
  /**
   * Null while a field cannot be used or the networks do not fit. Each edit keeps the limits of its layer, so that the
   * networks are not checked from the ground up at every key.
   */
  const recipe = computed<Recipe | null>(() => {
    if (!reading.value.ok || networks.problems.length > 0) return null;
    return { ...reading.value.recipe, ...networks.design, data: { ...networks.design.data, source: source.value } };
  });
  const problems = computed(() => (reading.value.ok ? {} : reading.value.problems));
  const isChanged = computed(() => JSON.stringify(texts.value) !== JSON.stringify(textsOf(preset.value)));

  /** Begins anew with a preset; the data set stays. */
  function choose(next: Recipe): void {
    preset.value = next;
    file.value = null;
    parent.value = null;
    texts.value = textsOf(next);
    networks.begin(designOf(next));
  }

  /** Begins anew with a recipe from a file, its data set too. */
  function take(next: Recipe, path: string): void {
    choose(next);
    file.value = path;
    source.value = next.data.source;
  }

  /** Begins with the recipe of a run that is to be gone on with; one that has reached its length is made twice as long. */
  function goOnFrom(recipe: Recipe, origin: BranchOrigin, plannedSteps: number | null): void {
    choose(recipe);
    source.value = recipe.data.source;
    parent.value = origin;
    const { amount } = recipe.schedule.length;
    if (plannedSteps !== null && origin.step >= plannedSteps) write({ length: String(2 * amount) });
  }

  function write(part: Partial<KnobTexts>): void {
    texts.value = { ...texts.value, ...part };
  }

  function reset(): void {
    texts.value = textsOf(preset.value);
  }

  return {
    preset,
    file,
    parent,
    presetName,
    source,
    texts,
    reading,
    recipe,
    problems,
    isChanged,
    choose,
    take,
    goOnFrom,
    write,
    reset,
  };
});
