import { useI18n } from 'vue-i18n';
import { verdictOf } from '../../exploration/verdict';
import { metricText } from '../../i18n/number-text';
import { useExplorer } from '../../stores/explorer';

/** What the discriminator says of an image, in words: `D 0.43`, or a score where its objective knows no probabilities. */
export function useVerdictWords(): (said: number) => string {
  const { t } = useI18n();
  const explorer = useExplorer();
  return (said) => {
    const { kind, value } = verdictOf(explorer.verdict, said);
    return t(kind === 'probability' ? 'explore.probability' : 'explore.score', { value: metricText(value) });
  };
}
