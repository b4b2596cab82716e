import { Menu, type MenuItemConstructorOptions } from 'electron';
import {
  clearRecentFiles,
  menuSections,
  type MenuAction,
  type MenuItem,
  type MenuLanguage,
} from '../../shared/application-menu';
import type { WindowAction } from '../../shared/ipc';
import type { Settings } from '../../shared/settings';

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

export interface MenuContent {
  readonly language: MenuLanguage;
  readonly settings: Settings;
  /** Absolute paths, the latest first. */
  readonly recentFiles: readonly string[];
  readonly onChosen: (action: MenuAction) => void;
  readonly onFile: (path: string) => void;
}

/**
 * Sets the application menu. On macOS it stands at the top of the screen; elsewhere the window draws the same menu in
 * its title bar, and this one gives the keyboard shortcuts.
 */
export function setApplicationMenu(content: MenuContent): void {
  const { language } = content;
  const sections = menuSections.map(({ label, groups }): MenuItemConstructorOptions => ({
    label: label[language],
    submenu: groups.flatMap((group, index) => [
      ...(index > 0 ? [{ type: 'separator' as const }] : []),
      ...group.map((item) => nativeItem(item, content)),
    ]),
  }));
  const ofTheSystem: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'windowMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...ofTheSystem.slice(0, 1), ...sections, ...ofTheSystem.slice(1)]));
}

function nativeItem({ label, action, accelerator }: MenuItem, content: MenuContent): MenuItemConstructorOptions {
  const { language, settings, onChosen } = content;
  const named = { label: label[language], ...(accelerator === undefined ? {} : { accelerator }) };
  if (action.kind === 'recent-files') return { ...named, submenu: recentItems(content) };
  const role = action.kind === 'window' ? roles[action.action] : undefined;
  if (role !== undefined) return { ...named, role };
  const chosen = { ...named, click: () => onChosen(action) };
  if (action.kind === 'theme') return { ...chosen, type: 'radio', checked: action.theme === settings.theme };
  if (action.kind === 'toggle') return { ...chosen, type: 'checkbox', checked: settings[action.setting] };
  return chosen;
}

function recentItems(content: MenuContent): MenuItemConstructorOptions[] {
  const { recentFiles, onFile } = content;
  const enabled = recentFiles.length > 0;
  return [
    ...recentFiles.map((path): MenuItemConstructorOptions => ({
      label: path.replaceAll('&', '&&'),
      click: () => onFile(path),
    })),
    ...(enabled ? [{ type: 'separator' as const }] : []),
    { ...nativeItem(clearRecentFiles, content), enabled },
  ];
}

/** The language of menus and system dialogs. */
export function menuLanguage(settings: Settings, systemLocale: string): MenuLanguage {
  if (settings.language !== 'system') return settings.language;
  return systemLocale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
