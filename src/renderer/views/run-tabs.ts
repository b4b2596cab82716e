/** The tabs of a run: what each puts into the frame of RunView. */
import type { Component } from 'vue';
import RecipeControls from '../components/recipe/RecipeControls.vue';
import RecipeMiddle from '../components/recipe/RecipeMiddle.vue';
import WatchControls from '../components/watch/WatchControls.vue';
import WatchMiddle from '../components/watch/WatchMiddle.vue';
import WatchSide from '../components/watch/WatchSide.vue';
import type { RunTabName } from '../stores/navigation';

export interface RunTab {
  readonly name: RunTabName;
  readonly middle: Component;
  /** At the right of the row of tabs. */
  readonly controls: Component | null;
  /** Null where the middle takes the whole width. */
  readonly side: Component | null;
}

/** In the order in which they stand. */
export const runTabs: readonly RunTab[] = [
  { name: 'watch', middle: WatchMiddle, controls: WatchControls, side: WatchSide },
  { name: 'recipe', middle: RecipeMiddle, controls: RecipeControls, side: null },
];
