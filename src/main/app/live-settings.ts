import { app, nativeTheme, type BrowserWindow } from 'electron';
import type { MenuAction, MenuLanguage } from '../../shared/application-menu';
import { assertNever } from '../../shared/assert-never';
import type { Settings } from '../../shared/settings';
import type { Emit } from './emit';
import { menuLanguage, setApplicationMenu } from './menu';
import type { SettingsStore } from './settings';
import { actOnWindow } from './window-action';

/** The settings at work: theme and menu follow them, and the menu changes them. */
export class LiveSettings {
  constructor(
    private readonly store: SettingsStore,
    private readonly window: BrowserWindow,
    private readonly emit: Emit,
  ) {
    this.#apply();
  }

  get language(): MenuLanguage {
    return menuLanguage(this.store.settings, app.getLocale());
  }

  read(): Settings {
    return this.store.settings;
  }

  /** Takes effect at once; fulfilled when it is on the disk. */
  async write(next: Settings): Promise<void> {
    const written = this.store.write(next);
    this.#apply();
    await written;
  }

  /** The menu shows the files that were opened lately. */
  refreshMenu(): void {
    this.#apply();
  }

  #apply(): void {
    nativeTheme.themeSource = this.store.settings.theme;
    setApplicationMenu({
      language: this.language,
      settings: this.store.settings,
      recentFiles: this.store.recentFiles,
      onChosen: (action) => this.#choose(action),
      onFile: (path) => this.emit('file:opened', path),
    });
  }

  #choose(action: MenuAction): void {
    switch (action.kind) {
      case 'command':
        this.emit('menu:chosen', action.command);
        return;
      case 'window':
        actOnWindow(this.window, action.action, () => app.quit());
        return;
      case 'theme':
        this.#change({ theme: action.theme });
        return;
      case 'toggle':
        this.#change({ [action.setting]: !this.store.settings[action.setting] });
        return;
      case 'recent-files':
        // a menu of its own
        return;
      default:
        assertNever(action);
    }
  }

  #change(part: Partial<Settings>): void {
    const next = { ...this.store.settings, ...part };
    this.write(next).catch((error: unknown) => console.error('The settings could not be kept.', error));
    this.emit('settings:changed', next);
  }
}
