import { Menu, type MenuItemConstructorOptions } from 'electron';
import { menuSections, type MenuAction, type MenuItem, type MenuLanguage } from '../../shared/application-menu';
import type { Settings, WindowAction } from '../../shared/ipc';

type Role = NonNullable<MenuItemConstructorOptions['role']>;

/** What the system itself does better: where it has the focus, in a dialog as well. */
const roles: Partial<Record<WindowAction, Role>> = {
  quit: 'quit',
  undo: 'undo',
  redo: 'redo',
  cut: 'cut',
  copy: 'copy',
  paste: 'paste',
  selectAll: 'selectAll',
};

/**
 * Sets the application menu. On macOS it stands at the top of the screen; elsewhere the window draws the same menu in
 * its title bar, and this one gives the keyboard shortcuts.
 */
export function setApplicationMenu(
  language: MenuLanguage,
  settings: Settings,
  onChosen: (action: MenuAction) => void,
): void {
  const sections = menuSections.map(({ label, groups }): MenuItemConstructorOptions => ({
    label: label[language],
    submenu: groups.flatMap((group, index) => [
      ...(index > 0 ? [{ type: 'separator' as const }] : []),
      ...group.map((item) => nativeItem(item, language, settings, onChosen)),
    ]),
  }));
  const ofTheSystem: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'windowMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...ofTheSystem.slice(0, 1), ...sections, ...ofTheSystem.slice(1)]));
}

function nativeItem(
  { label, action, accelerator }: MenuItem,
  language: MenuLanguage,
  settings: Settings,
  onChosen: (action: MenuAction) => void,
): MenuItemConstructorOptions {
  const named = { label: label[language], ...(accelerator === undefined ? {} : { accelerator }) };
  const role = action.kind === 'window' ? roles[action.action] : undefined;
  if (role !== undefined) return { ...named, role };
  const chosen = { ...named, click: () => onChosen(action) };
  if (action.kind === 'theme') return { ...chosen, type: 'radio', checked: action.theme === settings.theme };
  if (action.kind === 'toggle') return { ...chosen, type: 'checkbox', checked: settings[action.setting] };
  return chosen;
}

/** The language of menus and system dialogs. */
export function menuLanguage(settings: Settings, systemLocale: string): MenuLanguage {
  if (settings.language !== 'system') return settings.language;
  return systemLocale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
