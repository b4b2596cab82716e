import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { defaultPreset, findPreset } from '../../shared/presets';
import { readKnobs, textsOf, type KnobTexts } from '../recipe/knobs';

/** The recipe that the next run will be made from, as far as it is written. */
export const useRecipeDraft = defineStore('recipe-draft', () => {
  const presetName = ref(defaultPreset.preset);
  const source = ref(defaultPreset.data.source);
  const texts = ref<KnobTexts>(textsOf(defaultPreset));

  const preset = computed(() => findPreset(presetName.value));
  const reading = computed(() => readKnobs(preset.value, source.value, texts.value));
  /** Null while a field cannot be used. */
  const recipe = computed(() => (reading.value.ok ? reading.value.recipe : null));
  const problems = computed(() => (reading.value.ok ? {} : reading.value.problems));
  const isChanged = computed(() => JSON.stringify(texts.value) !== JSON.stringify(textsOf(preset.value)));

  function choosePreset(name: string): void {
    presetName.value = name;
    texts.value = textsOf(findPreset(name));
  }

  function write(part: Partial<KnobTexts>): void {
    texts.value = { ...texts.value, ...part };
  }

  function reset(): void {
    texts.value = textsOf(preset.value);
  }

  return { presetName, source, texts, preset, reading, recipe, problems, isChanged, choosePreset, write, reset };
});
