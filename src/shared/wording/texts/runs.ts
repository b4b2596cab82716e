import type { Texts } from '../texts';

/** What is wrong with a run or a part of its folder. */
export const runTexts = {
  'checkpoint.recipe': { en: 'its recipe is not valid', zh: '它的配方无效' },
  'sheet.otherRecipe': { en: 'its recipe is not the one that its text names', zh: '它的配方不是它的文本所说的那一个' },
} as const satisfies Texts;
