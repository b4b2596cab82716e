/** The tabs of a run: what each puts into the frame of RunView. */
import type { Component } from 'vue';
import CheckpointChoice from '../components/explore/CheckpointChoice.vue';
import ExploreControls from '../components/explore/ExploreControls.vue';
import ExploreMiddle from '../components/explore/ExploreMiddle.vue';
import LatentSide from '../components/explore/LatentSide.vue';
import ActivationSide from '../components/network-tab/ActivationSide.vue';
import NetworkMiddle from '../components/network-tab/NetworkMiddle.vue';
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
  /** In the header, in the place of the figures of the training; left out where those stand. */
  readonly head?: Component;
}

/** In the order in which they stand. */
export const runTabs: readonly RunTab[] = [
  { name: 'watch', middle: WatchMiddle, controls: WatchControls, side: WatchSide },
  {
    name: 'explore',
    middle: ExploreMiddle,
    controls: ExploreControls,
    side: LatentSide,
    head: CheckpointChoice,
  },
  {
    name: 'network',
    middle: NetworkMiddle,
    controls: ExploreControls,
    side: ActivationSide,
    head: CheckpointChoice,
  },
  { name: 'recipe', middle: RecipeMiddle, controls: RecipeControls, side: null },
];
