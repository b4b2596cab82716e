export type Platform = 'mac' | 'windows' | 'linux';

/** The system that the window stands on, from what the browser says of itself. */
export function platformOf(userAgent: string): Platform {
  if (userAgent.includes('Macintosh')) return 'mac';
  return userAgent.includes('Windows') ? 'windows' : 'linux';
}

/** An Electron accelerator as a person of that system reads it, for example `Ctrl N` or `⌘N`. */
export function shortcutText(accelerator: string, platform: Platform): string {
  const keys = accelerator.split('+');
  if (platform === 'mac') return keys.map((key) => macSymbols[key] ?? key).join('');
  return keys.map((key) => keyNames[key] ?? key).join(' ');
}

const macSymbols: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Shift: '⇧', Enter: '↩' };
const keyNames: Readonly<Record<string, string>> = { CmdOrCtrl: 'Ctrl', Enter: '↵' };
