import { useI18n } from 'vue-i18n';
import type { Recipe } from '../../../shared/recipe';
import { useNavigation } from '../../stores/navigation';
import { useNotices } from '../../stores/notices';
import { useRecipeDraft } from '../../stores/recipe-draft';

/** Opens the New run page with a recipe, to begin anew at its first step. */
export function useRecipeAsStart(): (recipe: Recipe, name: string) => void {
  const { t } = useI18n();
  const draft = useRecipeDraft();
  const navigation = useNavigation();
  const notices = useNotices();
  return (recipe, name) => {
    draft.startFrom(recipe);
    navigation.showNewRun();
    notices.say(() => t('recipeTab.taken', { name }));
  };
}
