import { archiveTexts } from './texts/archives';
import { arrayTexts } from './texts/arrays';
import { dataSetTexts } from './texts/data-sets';
import { diskTexts } from './texts/disks';
import { figureTexts } from './texts/figures';
import { importTexts } from './texts/imports';
import { networkTexts } from './texts/networks';
import { valueTexts } from './texts/values';
import { sessionTexts } from './texts/sessions';
import { noticeTexts } from './texts/notices';
import { kerasTexts } from './texts/keras';
import { pictureTexts } from './texts/pictures';
import { programTexts } from './texts/program';
import { pyTorchTexts } from './texts/pytorch';
import { recipeTexts } from './texts/recipes';
import { runTexts } from './texts/runs';
import { systemTexts } from './texts/system';
import { tensorTexts } from './texts/tensors';

/** Every sentence, and part of one, that crosses a process. */
export const allTexts = {
  ...archiveTexts,
  ...arrayTexts,
  ...dataSetTexts,
  ...diskTexts,
  ...figureTexts,
  ...importTexts,
  ...networkTexts,
  ...valueTexts,
  ...sessionTexts,
  ...noticeTexts,
  ...kerasTexts,
  ...pictureTexts,
  ...programTexts,
  ...pyTorchTexts,
  ...recipeTexts,
  ...runTexts,
  ...systemTexts,
  ...tensorTexts,
} as const;
