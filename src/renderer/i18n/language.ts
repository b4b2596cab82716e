import type { Settings } from '../../shared/settings';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' };

/** The language to show: as chosen, else the system's where it is one of ours, else English. */
export function resolveLanguage(chosen: Settings['language'], systemLanguages: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  return systemLanguages[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
