import { expect, test } from 'vitest';
import { platformOf, shortcutText } from '../../../../src/renderer/bridge/platform';

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', 'linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36', 'mac'],
])('%s is %s', (userAgent, platform) => {
  expect(platformOf(userAgent)).toBe(platform);
});

test('a shortcut reads as people of each system know it', () => {
  expect(shortcutText('CmdOrCtrl+Enter', 'linux')).toBe('Ctrl ↵');
  expect(shortcutText('Shift+CmdOrCtrl+Z', 'windows')).toBe('Shift Ctrl Z');
  expect(shortcutText('CmdOrCtrl+N', 'mac')).toBe('⌘N');
});
