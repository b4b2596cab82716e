import { useEventListener } from '@vueuse/core';
import type { WindowAction } from '../../shared/ipc';
import { useNavigation } from '../stores/navigation';
import { useNetworkDesign } from '../stores/network-design';

export interface EditedField {
  /** Gives the keyboard back to it, once whatever took it is closed. */
  takeKeyboardBack(): Promise<void>;
  /** As a menu closes: the keyboard goes there instead of to the menu bar. */
  returnFocus(event: Event): void;
  /** In the editor, Undo and Redo mean the networks unless a text is being typed. @returns whether they did */
  takesBackEdits(action: WindowAction): boolean;
}

const whatTakesTheKeyboard = '[role="menu"], [role="menubar"], [role="dialog"]';

/** What had the keyboard before a menu or the palette took it: cutting and pasting mean that field. */
export function useEditedField(): EditedField {
  const navigation = useNavigation();
  const networks = useNetworkDesign();
  let field: HTMLElement | null = null;

  useEventListener(document, 'focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest(whatTakesTheKeyboard) !== null) return;
    field = target;
  });

  return {
    async takeKeyboardBack() {
      // whatever took it gives it back as it closes
      await new Promise((resolve) => requestAnimationFrame(resolve));
      field?.focus();
    },
    returnFocus(event) {
      if (!field?.isConnected) return;
      event.preventDefault();
      field.focus();
    },
    takesBackEdits(action) {
      if (navigation.page !== 'editor' || field?.matches('input, textarea')) return false;
      if (action === 'undo') networks.undo();
      else if (action === 'redo') networks.redo();
      return action === 'undo' || action === 'redo';
    },
  };
}
