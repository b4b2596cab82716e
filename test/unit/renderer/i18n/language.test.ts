import { expect, test } from 'vitest';
import { resolveLanguage } from '../../../../src/renderer/i18n/language';

test.each([
  ['system', ['zh-CN', 'en'], 'zh-CN'],
  ['system', ['zh-TW'], 'zh-CN'],
  ['system', ['de-DE', 'zh-CN'], 'en'],
  ['system', [], 'en'],
  ['en', ['zh-CN'], 'en'],
  ['zh-CN', ['en'], 'zh-CN'],
] as const)('%s on a system of %j is %s', (chosen, system, language) => {
  expect(resolveLanguage(chosen, system)).toBe(language);
});
