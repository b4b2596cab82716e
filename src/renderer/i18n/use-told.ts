import { useI18n } from 'vue-i18n';
import { inWords, type Told, type Worded } from '../../shared/wording/worded';
import type { Said } from '../stores/notices';

/** Told by another process, or said by the window itself; or a problem that holds either. */
type Tellable = Told | Said | { readonly message: string | Said; readonly worded?: Worded };

export interface TellingWords {
  /** In the language shown, as far as it has words in it. */
  said(told: Tellable): string;
  /** For `lang`: undefined where it is said in the language of the page. */
  languageOf(told: Tellable): 'en' | undefined;
}

/** Sentences of other processes, in the window's language. */
export function useTold(): TellingWords {
  const { locale } = useI18n();
  return {
    said(told) {
      const message = messageIn(told);
      return typeof message === 'function' ? message() : inWords(message, locale.value === 'zh-CN' ? 'zh' : 'en');
    },
    languageOf: (told) => (typeof messageIn(told) === 'string' ? 'en' : undefined),
  };
}

function messageIn(told: Tellable): Told | Said {
  if (typeof told !== 'object' || 'key' in told) return told;
  return told.worded ?? told.message;
}
