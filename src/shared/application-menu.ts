/** The application menu, as data: the native menu and the one drawn in the title bar are both made from it. */
import type { WindowAction } from './ipc';
import type { MenuCommand } from './menu-command';
import type { Settings } from './settings';

export type MenuLanguage = Exclude<Settings['language'], 'system'>;
export type MenuLabel = Readonly<Record<MenuLanguage, string>>;

export type MenuAction =
  | { readonly kind: 'command'; readonly command: MenuCommand }
  | { readonly kind: 'window'; readonly action: WindowAction }
  /** One of a group: the chosen theme is marked. */
  | { readonly kind: 'theme'; readonly theme: Settings['theme'] }
  /** A setting that is on or off. */
  | { readonly kind: 'toggle'; readonly setting: ToggledSetting }
  /** Opens a menu of its own: the files that were opened lately, and `clearRecentFiles`. */
  | { readonly kind: 'recent-files' };

export type ToggledSetting = 'notifyWhenDone' | 'tensorboard';

export interface MenuItem {
  readonly label: MenuLabel;
  readonly action: MenuAction;
  /** Electron's notation; `CmdOrCtrl` is Command on macOS and Control elsewhere. */
  readonly accelerator?: string;
}

export interface MenuSection {
  readonly id: 'file' | 'edit' | 'run' | 'view' | 'help';
  readonly label: MenuLabel;
  /** Groups of items, drawn with a line between them. */
  readonly groups: readonly (readonly MenuItem[])[];
}

export const menuSections: readonly MenuSection[] = [
  {
    id: 'file',
    label: { en: 'File', 'zh-CN': '文件' },
    groups: [
      [
        command('new-run', 'New run', '新建训练', 'CmdOrCtrl+N'),
        command('open-file', 'Open file…', '打开文件…', 'CmdOrCtrl+O'),
        command('open-folder', 'Open folder…', '打开文件夹…', 'Shift+CmdOrCtrl+O'),
        item({ kind: 'recent-files' }, 'Open recent', '最近打开'),
      ],
      [command('export', 'Export…', '导出…', 'CmdOrCtrl+E')],
      [windowAction('quit', 'Quit', '退出', 'CmdOrCtrl+Q')],
    ],
  },
  {
    id: 'edit',
    label: { en: 'Edit', 'zh-CN': '编辑' },
    groups: [
      [windowAction('undo', 'Undo', '撤销', 'CmdOrCtrl+Z'), windowAction('redo', 'Redo', '重做', 'Shift+CmdOrCtrl+Z')],
      [
        windowAction('cut', 'Cut', '剪切', 'CmdOrCtrl+X'),
        windowAction('copy', 'Copy', '复制', 'CmdOrCtrl+C'),
        windowAction('paste', 'Paste', '粘贴', 'CmdOrCtrl+V'),
        windowAction('selectAll', 'Select all', '全选', 'CmdOrCtrl+A'),
      ],
    ],
  },
  {
    id: 'run',
    label: { en: 'Run', 'zh-CN': '训练' },
    groups: [
      [
        command('train', 'Train', '开始训练', 'CmdOrCtrl+Enter'),
        command('pause', 'Pause training', '暂停训练', 'Shift+CmdOrCtrl+P'),
        command('resume', 'Resume training', '继续训练'),
        command('stop', 'Stop training', '停止训练', 'CmdOrCtrl+.'),
      ],
      [command('compare', 'Compare runs', '对比训练', 'Shift+CmdOrCtrl+C')],
      [
        toggle('notifyWhenDone', 'Notify when a long run ends', '长时间的训练结束时通知'),
        toggle('tensorboard', 'Write TensorBoard files', '写 TensorBoard 文件'),
      ],
    ],
  },
  {
    id: 'view',
    label: { en: 'View', 'zh-CN': '视图' },
    groups: [
      [command('palette', 'Search runs, presets, commands…', '搜索训练、预设、命令…', 'CmdOrCtrl+K')],
      [
        theme('system', 'Theme of the system', '跟随系统主题'),
        theme('light', 'Light theme', '浅色主题'),
        theme('dark', 'Dark theme', '深色主题'),
      ],
      [
        windowAction('zoomIn', 'Zoom in', '放大', 'CmdOrCtrl+='),
        windowAction('zoomOut', 'Zoom out', '缩小', 'CmdOrCtrl+-'),
        windowAction('resetZoom', 'Actual size', '实际大小', 'CmdOrCtrl+0'),
      ],
      [windowAction('toggleFullScreen', 'Full screen', '全屏', 'F11')],
    ],
  },
  {
    id: 'help',
    label: { en: 'Help', 'zh-CN': '帮助' },
    groups: [
      [
        command('learn', 'Learn', '学习', 'F1'),
        command('shortcuts', 'Keyboard shortcuts', '键盘快捷键', 'CmdOrCtrl+/'),
      ],
      [command('about', 'About GAN Studio', '关于 GAN Studio')],
    ],
  },
];

/** The last line of the menu of recent files. */
export const clearRecentFiles: MenuItem = command('clear-recent', 'Clear recent files', '清除最近打开的文件');

function command(name: MenuCommand, en: string, zh: string, accelerator?: string): MenuItem {
  return item({ kind: 'command', command: name }, en, zh, accelerator);
}

function windowAction(action: WindowAction, en: string, zh: string, accelerator: string): MenuItem {
  return item({ kind: 'window', action }, en, zh, accelerator);
}

function theme(name: Settings['theme'], en: string, zh: string): MenuItem {
  return item({ kind: 'theme', theme: name }, en, zh);
}

function toggle(setting: ToggledSetting, en: string, zh: string): MenuItem {
  return item({ kind: 'toggle', setting }, en, zh);
}

function item(action: MenuAction, en: string, zh: string, accelerator?: string): MenuItem {
  const label = { en, 'zh-CN': zh };
  return accelerator === undefined ? { label, action } : { label, action, accelerator };
}
