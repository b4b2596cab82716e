/** Keys that only one part of the window knows, for the overview of shortcuts. */
export interface PageShortcuts {
  readonly part: 'runList' | 'sheet' | 'editor' | 'panels';
  readonly shortcuts: readonly {
    /** Its text is `frame.keys.PART.NAME`. */
    readonly name: string;
    /** Electron's notation; each of them does it. */
    readonly keys: readonly string[];
  }[];
}

export const pageShortcuts: readonly PageShortcuts[] = [
  {
    part: 'runList',
    shortcuts: [
      { name: 'open', keys: ['Enter'] },
      { name: 'move', keys: ['↑', '↓', 'Home', 'End'] },
      { name: 'extend', keys: ['Shift+↑', 'Shift+↓'] },
      { name: 'toggle', keys: ['CmdOrCtrl+Space'] },
      { name: 'all', keys: ['CmdOrCtrl+A'] },
      { name: 'star', keys: ['→'] },
      { name: 'rename', keys: ['F2'] },
      { name: 'trash', keys: ['Delete'] },
      { name: 'menu', keys: ['Shift+F10'] },
    ],
  },
  { part: 'sheet', shortcuts: [{ name: 'move', keys: ['←', '→', '↑', '↓'] }] },
  {
    part: 'editor',
    shortcuts: [
      { name: 'mend', keys: ['Alt+Enter'] },
      { name: 'move', keys: ['Alt+↑', 'Alt+↓'] },
      { name: 'duplicate', keys: ['CmdOrCtrl+D'] },
      { name: 'remove', keys: ['Delete'] },
    ],
  },
  {
    part: 'panels',
    shortcuts: [
      { name: 'resize', keys: ['←', '→'] },
      { name: 'ends', keys: ['Home', 'End'] },
      { name: 'reset', keys: ['Enter'] },
    ],
  },
];
