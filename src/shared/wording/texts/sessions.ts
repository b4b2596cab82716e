import type { Texts } from '../texts';

/** What a session of two networks is given and cannot use. */
export const sessionTexts = {
  'session.needs': { en: 'Step {step} needs the input {input}.', zh: '第 {step} 步缺少输入 {input}。' },
  'session.ofStep': { en: '{input} of step {step}', zh: '第 {step} 步的 {input}' },
  'session.length': {
    en: 'The input {input} holds {given} numbers but needs {wanted} ({shape}).',
    zh: '输入 {input} 有 {given} 个数，但需要 {wanted} 个（{shape}）。',
  },
  'session.noClass': {
    en: 'There is an image of the class {label}, but the recipe knows {classes} (0 to {last}).',
    zh: '有图像属于类别 {label}，而配方只有 {classes} 个类别（0 到 {last}）。',
  },
  'session.noClasses': {
    en: 'This recipe knows no classes; ask for samples without.',
    zh: '这个配方没有类别；请不要指定类别。',
  },
  'session.needsClasses': { en: 'Samples of this recipe need their classes.', zh: '这个配方的样本需要指定类别。' },
  'tensor.missing': { en: '{name} is missing', zh: '缺少 {name}' },
  'tensor.otherShape': {
    en: '{name} is [{found}] but must be [{wanted}]',
    zh: '{name} 是 [{found}]，但必须是 [{wanted}]',
  },
  'tensor.otherType': {
    en: '{name} holds {found} but must hold {wanted}',
    zh: '{name} 的类型是 {found}，但必须是 {wanted}',
  },
  'tensor.otherCount': {
    en: '{name} holds {found} numbers but must hold {wanted}',
    zh: '{name} 有 {found} 个数，但必须有 {wanted} 个',
  },
  'tensor.unknown': { en: '{name} is unknown', zh: '不认识 {name}' },
  'tensor.again': { en: '{name} is there twice', zh: '{name} 出现了两次' },
  'checkpoint.otherRecipe': {
    en: 'The checkpoint does not fit the recipe: {faults}. Use one of this recipe.',
    zh: '检查点与配方不符：{faults}。请使用这个配方的检查点。',
  },
  'list.and': { en: '{before}; {next}', zh: '{before}；{next}' },
  'list.more': { en: '{before} and {count} more', zh: '{before} 等，另有 {count} 个' },
} as const satisfies Texts;
