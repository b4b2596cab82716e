import { expect, test } from 'vitest';
import en from '../../../../src/renderer/i18n/messages/en.json';
import { keyOf } from '../../../../src/renderer/commands/commands';
import { pageShortcuts } from '../../../../src/renderer/commands/page-shortcuts';
import { menuSections } from '../../../../src/shared/application-menu';

const items = menuSections.flatMap(({ groups }) => groups.flat());

test('no two lines of the menus do the same, and no two have the same shortcut', () => {
  const keys = items.map(({ action }) => keyOf(action));
  expect(new Set(keys).size).toBe(keys.length);
  const shortcuts = items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test('every key of a part of the window has its words', () => {
  for (const { part, shortcuts } of pageShortcuts) {
    const names = ['title', ...shortcuts.map(({ name }) => name)];
    expect(Object.keys(en.frame.keys[part]).sort(), part).toEqual(names.sort());
  }
});
