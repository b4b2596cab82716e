import { createContext } from 'reka-ui';
import { useI18n } from 'vue-i18n';
import {
  clearRecentFiles,
  menuSections,
  type MenuAction,
  type MenuItem,
  type MenuSection,
} from '../../shared/application-menu';
import { assertNever } from '../../shared/assert-never';
import type { MenuCommand } from '../../shared/menu-command';
import { platformOf, shortcutText } from '../bridge/platform';
import { studio } from '../bridge/studio';
import type { Language } from '../i18n/language';
import { useNotices } from '../stores/notices';
import { useSettings } from '../stores/settings';
import { useCommandActions, type NextRun } from './command-actions';
import { useEditedField } from './edited-field';

/** One line of the menus: the menu bar, the palette, the shortcuts and their overview are all made from these. */
export interface Command {
  /** Stable and unique, for example `command:new-run`. */
  readonly key: string;
  readonly section: MenuSection['id'];
  readonly action: MenuAction;
  /** Electron's notation; undefined where there is none. */
  readonly accelerator: string | undefined;
}

export interface Commands {
  /** In the order of the menus. */
  readonly all: readonly Command[];
  /** In the language shown. */
  label(command: Pick<Command, 'action'>): string;
  sectionLabel(section: MenuSection['id']): string;
  /** As a person of this system reads it, for example `Ctrl N`; empty where there is none. */
  keys(command: { readonly accelerator?: string | undefined }): string;
  isAvailable(action: MenuAction): boolean;
  /** Whether the setting that it stands for is on; null where it stands for none. */
  isOn(action: MenuAction): boolean | null;
  run(action: MenuAction): Promise<void>;
  /** What the application's own menu or a shortcut asks for; nothing where it cannot be done now. */
  obey(command: MenuCommand): void;
  /** Where the keyboard was before a menu or the palette took it. */
  readonly field: ReturnType<typeof useEditedField>;
}

export const [injectCommands, provideCommands] = createContext<Commands>('App');

/** The commands of the window; called once, by its frame. */
export function useCommands(nextRun: NextRun): Commands {
  const { locale } = useI18n();
  const actions = useCommandActions(nextRun);
  const settings = useSettings();
  const notices = useNotices();
  const field = useEditedField();
  const platform = platformOf(navigator.userAgent);
  const items = new Map(
    [...menuSections.flatMap(({ groups }) => groups.flat()), clearRecentFiles].map((item) => [
      keyOf(item.action),
      item,
    ]),
  );
  const language = (): Language => locale.value as Language;

  function isAvailable(action: MenuAction): boolean {
    return action.kind !== 'command' || actions[action.command].isAvailable();
  }

  async function run(action: MenuAction): Promise<void> {
    if (!isAvailable(action)) return;
    switch (action.kind) {
      case 'command':
        actions[action.command].run();
        return;
      case 'theme':
        return settings.change({ theme: action.theme });
      case 'toggle':
        return settings.change({ [action.setting]: !settings.settings[action.setting] });
      case 'window': {
        await field.takeKeyboardBack();
        if (field.takesBackEdits(action.action)) return;
        const answer = await studio.request('window:act', action.action);
        if (!answer.ok) notices.report(answer);
        return;
      }
      case 'recent-files':
        // a menu of its own
        return;
      default:
        assertNever(action);
    }
  }

  return {
    all: menuSections.flatMap(({ id, groups }) =>
      groups
        .flat()
        .map(withMenuOfItsOwn)
        .map((item) => commandOf(id, item)),
    ),
    label: ({ action }) => items.get(keyOf(action))?.label[language()] ?? '',
    sectionLabel: (section) => menuSections.find(({ id }) => id === section)?.label[language()] ?? '',
    keys: ({ accelerator }) => (accelerator === undefined ? '' : shortcutText(accelerator, platform)),
    isAvailable,
    isOn(action) {
      if (action.kind === 'theme') return settings.settings.theme === action.theme;
      return action.kind === 'toggle' ? settings.settings[action.setting] : null;
    },
    run,
    obey: (command) => void run({ kind: 'command', command }),
    field,
  };
}

/** Recent files are no command, but what their menu ends with is one. */
function withMenuOfItsOwn(item: MenuItem): MenuItem {
  return item.action.kind === 'recent-files' ? clearRecentFiles : item;
}

function commandOf(section: MenuSection['id'], { action, accelerator }: MenuItem): Command {
  return { key: keyOf(action), section, action, accelerator };
}

export function keyOf(action: MenuAction): string {
  switch (action.kind) {
    case 'command':
      return `command:${action.command}`;
    case 'window':
      return `window:${action.action}`;
    case 'theme':
      return `theme:${action.theme}`;
    case 'toggle':
      return `toggle:${action.setting}`;
    case 'recent-files':
      return action.kind;
    default:
      return assertNever(action);
  }
}
