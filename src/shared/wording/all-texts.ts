import { archiveTexts } from './texts/archives';
import { arrayTexts } from './texts/arrays';
import { dataSetTexts } from './texts/data-sets';
import { importTexts } from './texts/imports';
import { kerasTexts } from './texts/keras';
import { pictureTexts } from './texts/pictures';
import { pyTorchTexts } from './texts/pytorch';
import { runTexts } from './texts/runs';
import { systemTexts } from './texts/system';
import { tensorTexts } from './texts/tensors';

/** Every sentence, and part of one, that crosses a process. */
export const allTexts = {
  ...archiveTexts,
  ...arrayTexts,
  ...dataSetTexts,
  ...importTexts,
  ...kerasTexts,
  ...pictureTexts,
  ...pyTorchTexts,
  ...runTexts,
  ...systemTexts,
  ...tensorTexts,
} as const;
