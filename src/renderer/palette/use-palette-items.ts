import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { presets } from '../../shared/presets';
import { injectCommands } from '../commands/commands';
import { useWords } from '../i18n/use-words';
import { useDataSets } from '../stores/data-sets';
import { useOwnPresets } from '../stores/own-presets';
import { useRecentFiles } from '../stores/recent-files';
import { useRuns } from '../stores/runs';
import {
  commandItem,
  dataSetItem,
  fileItem,
  ownPresetItem,
  presetItem,
  runItem,
  type PaletteItem,
} from './palette-items';

/** Everything that the palette finds: commands that can be done now, presets, data sets, and all runs. */
export function usePaletteItems(): ComputedRef<readonly PaletteItem[]> {
  const { t } = useI18n();
  const words = useWords();
  const commands = injectCommands();
  const runs = useRuns();
  const ownPresets = useOwnPresets();
  const dataSets = useDataSets();
  const recentFiles = useRecentFiles();

  const ofCommands = computed(() =>
    commands.all
      .filter(({ action }) => action.kind !== 'command' || action.command !== 'palette')
      .filter(({ action }) => commands.isAvailable(action))
      .map((command) => commandItem(command, commands.label(command), commands.sectionLabel(command.section))),
  );
  const ofPresets = computed(() =>
    presets.map((recipe) => presetItem(recipe, words.presetName(recipe.preset), t(`preset.${recipe.preset}.line`))),
  );
  const ofOwnPresets = computed(() => ownPresets.presets.map((recipe) => ownPresetItem(recipe, recipe.data.source)));
  const ofDataSets = computed(() =>
    dataSets.cards.map((card) => dataSetItem(card, t('palette.images', { count: words.integer(card.imageCount) }))),
  );
  // of ten thousand runs the words of a state are asked for once
  const ofRuns = computed(() => {
    const states = new Map<string, string>();
    const stateOf = (state: string): string => {
      const known = states.get(state) ?? t(`state.${state}`);
      states.set(state, known);
      return known;
    };
    return runs.runs.map((run) =>
      runItem(run, {
        name: words.runName,
        about: ({ preset, dataSetName }) => `${preset} · ${dataSetName}`,
        state: ({ state }) => stateOf(state),
      }),
    );
  });

  return computed(() => [
    ...ofRuns.value.slice(0, 3),
    ...ofCommands.value,
    ...ofPresets.value,
    ...ofOwnPresets.value,
    ...ofDataSets.value,
    ...recentFiles.paths.map(fileItem),
    ...ofRuns.value.slice(3),
  ]);
}
