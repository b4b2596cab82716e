import { useI18n } from 'vue-i18n';
import { clockText, epochText } from '../../i18n/number-text';
import { useWords } from '../../i18n/use-words';
import { useComparison } from '../../stores/comparison';

/** A place of the common line in words: `step 20`, `epoch 1.5`, `1:05 on the clock`. */
export function usePlaceWords(): (place: number) => string {
  const { t } = useI18n();
  const words = useWords();
  const comparison = useComparison();
  return (place) => {
    if (comparison.lineUp === 'time') return t('compare.onTheClock', { time: clockText(Math.round(place)) });
    if (comparison.lineUp === 'epoch') return t('compare.epoch', { epoch: epochText(place) });
    return t('compare.step', { step: words.integer(place) });
  };
}
