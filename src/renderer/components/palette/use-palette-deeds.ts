import { assertNever } from '../../../shared/assert-never';
import { injectCommands } from '../../commands/commands';
import type { PaletteTarget } from '../../palette/palette-items';
import { choose } from '../../run-list/row-selection';
import { useDroppedFile } from '../../stores/dropped-file';
import { useNavigation } from '../../stores/navigation';
import { useRecipeDraft } from '../../stores/recipe-draft';
import { useRunList } from '../../stores/run-list';

/** @returns what choosing a line of the palette does */
export function usePaletteDeeds(): (target: PaletteTarget) => void {
  const commands = injectCommands();
  const navigation = useNavigation();
  const draft = useRecipeDraft();
  const list = useRunList();
  const droppedFile = useDroppedFile();

  return (target) => {
    switch (target.kind) {
      case 'command':
        void commands.run(target.command.action);
        return;
      case 'run':
        list.selection = choose(target.run.id);
        navigation.watch(target.run.id);
        return;
      case 'preset':
      case 'ownPreset':
        draft.choose(target.recipe);
        navigation.showNewRun();
        return;
      case 'dataSet':
        draft.chooseData(target.card);
        navigation.showNewRun();
        return;
      case 'file':
        void droppedFile.look(target.path);
        return;
      default:
        assertNever(target);
    }
  };
}
