/** What a menu item, a shortcut or the palette asks of the window. */
export type MenuCommand =
  | 'new-run'
  | 'open-file'
  | 'open-folder'
  | 'train'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'export'
  | 'compare'
  | 'palette'
  | 'shortcuts'
  | 'learn'
  | 'clear-recent'
  | 'about';
