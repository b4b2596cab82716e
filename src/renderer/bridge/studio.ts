import type { Studio } from '../../shared/ipc';

declare global {
  interface Window {
    /** Put there by the preload; the window's only way out. */
    readonly studio: Studio<File>;
  }
}

/** The preload's bridge, in one place, so that nothing else reaches for globals. */
export const studio: Studio<File> = {
  request: (channel, ...args) => window.studio.request(channel, ...args),
  on: (channel, listener) => window.studio.on(channel, listener),
  pathOf: (file) => window.studio.pathOf(file),
};
