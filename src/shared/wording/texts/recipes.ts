import type { Texts } from '../texts';

/** What is wrong with a preset or a recipe. */
export const recipeTexts = {
  'preset.name': {
    en: 'The name "{name}" of a preset {reason}; choose another name.',
    zh: '预设的名称“{name}”{reason}；请换一个名称。',
  },
  'preset.studio': {
    en: '"{name}" is a preset of the studio; choose another name.',
    zh: '“{name}”是本软件自带的预设；请换一个名称。',
  },
  'preset.exists': {
    en: 'There is a preset "{name}" already; replace it or choose another name.',
    zh: '已有预设“{name}”；请替换它或换一个名称。',
  },
  'preset.gone': {
    en: 'There is no preset "{name}" in {folder}; it may be gone already.',
    zh: '{folder} 中没有预设“{name}”；它可能已被删除。',
  },
  'preset.unknown': {
    en: 'There is no preset "{name}"; choose one of: {all}.',
    zh: '没有预设“{name}”；请选择其一：{all}。',
  },
  'preset.noVariant': {
    en: '"{name}" has no choice of width or channels; these have: {names}.',
    zh: '“{name}”不能选择宽度或通道数；可以选择的有：{names}。',
  },
  'preset.noReference': { en: 'There is no reference recipe "{name}".', zh: '没有参考配方“{name}”。' },
  'recipe.problems': { en: '{path} cannot be used as a recipe. {problems}', zh: '{path} 不能用作配方。{problems}' },
  'recipe.file': { en: '{path} cannot be used as a recipe: {reason}.', zh: '{path} 不能用作配方：{reason}。' },
} as const satisfies Texts;
