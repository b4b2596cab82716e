import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { isSamePresetName } from '../../shared/own-presets';
import { presets } from '../../shared/presets';
import type { Recipe } from '../../shared/recipe';
import type { RunId } from '../../shared/run';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';
import { useOwnPresets } from './own-presets';
import { useWatchedRun } from './watched-run';

/** What the recipe is held against. */
export type RecipeRival =
  { readonly kind: 'parent' } | { readonly kind: 'preset' } | { readonly kind: 'run'; readonly runId: RunId };

/** How the recipe of the watched run is shown, and what it is compared with. */
export const useRecipeTab = defineStore('recipe-tab', () => {
  const shownAs = ref<'words' | 'json'>('words');
  /** What the person chose; null = the parent where there is one, else the preset. */
  const chosen = shallowRef<RecipeRival | null>(null);
  /** Recipes of other runs; a recipe is written once, so that it never has to be read again. */
  const read = shallowRef<ReadonlyMap<RunId, Recipe | 'unreadable'>>(new Map());
  const watched = useWatchedRun();
  const ownPresets = useOwnPresets();
  const notices = useNotices();

  const details = computed(() => watched.details);
  const parent = computed(() => details.value?.record.parent ?? null);
  /** The preset that it was made from, as it is today; null where there is none of that name. */
  const preset = computed<Recipe | null>(() => {
    const name = details.value?.recipe.preset;
    if (name === undefined) return null;
    const known = [...presets, ...ownPresets.presets];
    return known.find((candidate) => isSamePresetName(candidate.preset, name)) ?? null;
  });
  const rival = computed<RecipeRival>(() => {
    const fallback: RecipeRival = { kind: parent.value === null ? 'preset' : 'parent' };
    if (chosen.value === null) return fallback;
    return chosen.value.kind === 'parent' && parent.value === null ? fallback : chosen.value;
  });
  /** The run that it is compared with; null where that is a preset. */
  const rivalRun = computed<RunId | null>(() => {
    if (rival.value.kind === 'parent') return parent.value?.run ?? null;
    return rival.value.kind === 'run' ? rival.value.runId : null;
  });
  /** `reading` and `unreadable` say why there is no recipe; null where there is nothing to compare with. */
  const rivalRecipe = computed<Recipe | 'reading' | 'unreadable' | null>(() => {
    if (rivalRun.value === null) return preset.value;
    return read.value.get(rivalRun.value) ?? 'reading';
  });

  function compareWith(next: RecipeRival): void {
    chosen.value = next;
  }

  /** Reads the recipe that is compared with, unless it is known. */
  async function readRival(): Promise<void> {
    const runId = rivalRun.value;
    if (runId === null || read.value.get(runId) instanceof Object) return;
    const answer = await studio.request('run:recipe', runId);
    if (!answer.ok) notices.report(answer);
    read.value = new Map(read.value).set(runId, answer.ok ? answer.value.recipe : 'unreadable');
  }

  return { shownAs, chosen, parent, preset, rival, rivalRun, rivalRecipe, compareWith, readRival };
});
