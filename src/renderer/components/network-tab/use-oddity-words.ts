import { useI18n } from 'vue-i18n';
import { assertNever } from '../../../shared/assert-never';
import type { LayerOddity } from '../../exploration/layer-oddities';
import { useWords } from '../../i18n/use-words';
import { figureText } from './figure-text';

/** What is odd about a layer, in a sentence. */
export function useOddityWords(): (oddity: LayerOddity) => string {
  const { t } = useI18n();
  const words = useWords();
  return (oddity) => {
    switch (oddity.kind) {
      case 'notFinite':
        return t('networkTab.odd.notFinite', { count: words.integer(oddity.count) });
      case 'weightsZero':
        return t('networkTab.odd.weightsZero');
      case 'weightsLarge':
        return t('networkTab.odd.weightsLarge', { largest: figureText(oddity.largest) });
      case 'gradientZero':
        return t('networkTab.odd.gradientZero');
      case 'gradientVanishing':
        return t('networkTab.odd.gradientVanishing', { typical: figureText(oddity.typical) });
      case 'gradientExploding':
        return t('networkTab.odd.gradientExploding', { times: words.integer(oddity.times) });
      case 'dead':
        return t('networkTab.odd.dead', { alwaysZero: oddity.alwaysZero, channels: oddity.channels });
      default:
        return assertNever(oddity);
    }
  };
}
