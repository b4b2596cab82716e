import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useDataSets } from '../stores/data-sets';
import { useNetworkDesign } from '../stores/network-design';
import { useRecipeDraft } from '../stores/recipe-draft';
import { dataFit, type DataFit } from './data-fit';
import { useShapeWords } from './use-shape-words';

export interface DataFitShown {
  readonly fit: DataFit;
  /** One sentence; null where there is nothing to say. */
  readonly text: string | null;
}

/** How the chosen data set goes together with the next run; null while the gallery is read. */
export function useDataFit(): ComputedRef<DataFitShown | null> {
  const { t } = useI18n();
  const shapeWords = useShapeWords();
  const dataSets = useDataSets();
  const draft = useRecipeDraft();
  const networks = useNetworkDesign();

  return computed(() => {
    const card = dataSets.find(draft.source);
    if (!card && dataSets.loading) return null;
    const { data } = networks.design;
    const fit = dataFit(card, data);
    return { fit, text: sentence(fit, card?.name ?? draft.source) };

    function sentence(shown: DataFit, name: string): string | null {
      const wanted = shapeWords(data.side, data.channels);
      switch (shown.kind) {
        case 'fits':
          return null;
        case 'resized': {
          const [side, , channels] = card?.imageShape ?? [data.side, data.side, data.channels];
          const found = shapeWords(side, channels === 3 ? 3 : 1);
          return t(card?.own ? 'gallery.fit.packedAgain' : 'gallery.fit.resized', { name, found, wanted });
        }
        case 'changed':
        case 'gone':
        case 'unknown':
          return t(`gallery.fit.${shown.kind}`, { name });
      }
    }
  });
}
