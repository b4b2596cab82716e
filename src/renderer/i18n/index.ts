import { createI18n } from 'vue-i18n';
import type { Language } from './language';
import en from './messages/en.json';
import zh from './messages/zh-CN.json';

export type Messages = typeof en;

// the compiler holds the Chinese file to the English one's keys
const chinese: Messages = zh;

export const i18n = createI18n<[Messages], Language, false>({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en, 'zh-CN': chinese },
});

export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}
