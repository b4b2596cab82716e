import { archiveTexts } from './texts/archives';
import { arrayTexts } from './texts/arrays';
import { dataSetTexts } from './texts/data-sets';
import { pictureTexts } from './texts/pictures';
import { systemTexts } from './texts/system';

/** Every sentence, and part of one, that crosses a process. */
export const allTexts = {
  ...archiveTexts,
  ...arrayTexts,
  ...dataSetTexts,
  ...pictureTexts,
  ...systemTexts,
} as const;
