import { useI18n } from 'vue-i18n';

/** `28 × 28 grey`: the shape of square images in the language shown. */
export function useShapeWords(): (side: number, channels: 1 | 3) => string {
  const { t } = useI18n();
  return (side, channels) => t('gallery.shape', { side, colour: t(channels === 1 ? 'newRun.grey' : 'newRun.colour') });
}
