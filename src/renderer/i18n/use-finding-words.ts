import { useI18n } from 'vue-i18n';
import type { Finding } from '../../shared/health/finding';
import { metricText } from './number-text';
import { useWords } from './use-words';

/** The numbers that a finding rests on, as a sentence. */
export function useFindingWords(): (finding: Finding) => string {
  const { t } = useI18n();
  const words = useWords();
  return ({ kind, evidence }) => {
    const told = Object.entries(evidence).map(([name, value]) => {
      const isWhole = ['alike', 'count', 'step', 'percent'].includes(name);
      return [name, isWhole ? words.integer(value) : metricText(value)];
    });
    return t(`health.evidence.${kind}`, Object.fromEntries(told) as Record<string, string>);
  };
}
