import { useI18n } from 'vue-i18n';
import type { CurveState } from '../../charts/growing-curves';
import { useWords } from '../../i18n/use-words';

/** Why the curves of a run have gaps, a sentence each; empty where they have none. */
export function useGapWords(): (state: CurveState | null) => readonly string[] {
  const { t } = useI18n();
  const words = useWords();
  return (state) => {
    if (!state) return [];
    const { damagedLines, damage, notNumbers } = state;
    const [first] = damage;
    const place = first && { from: words.integer(first.firstStep), to: words.integer(first.lastStep) };
    return [
      damagedLines === 0 ? '' : t('curveTable.damaged', { count: words.integer(damagedLines) }, damagedLines),
      place ? t('curveTable.damagedPlace', place) : '',
      notNumbers === 0 ? '' : t('curveTable.notNumbers', { count: words.integer(notNumbers) }, notNumbers),
    ].filter((sentence) => sentence !== '');
  };
}
