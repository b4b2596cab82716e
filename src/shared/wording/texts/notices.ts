import type { Texts } from '../texts';

/** What goes otherwise with a run than its recipe says, or was guessed when it was imported; run.json keeps them. */
export const noticeTexts = {
  'notice.passedOver': {
    en: 'Passed over the damaged checkpoint {file} ({reason}); going on from step {step}.',
    zh: '跳过了损坏的检查点 {file}（{reason}）；从第 {step} 步继续。',
  },
  'notice.notTheSame': {
    en: 'From step {step} on this run is not bit for bit what it would have been: {reasons}.',
    zh: '从第 {step} 步起，这次训练不再与原本逐位相同：{reasons}。',
  },
  'notice.was': { en: '{what} was {before} and is {now}', zh: '{what}原为 {before}，现为 {now}' },
  'notice.studio': { en: 'the studio', zh: '本软件' },
  'notice.tensorFlow': { en: 'TensorFlow', zh: 'TensorFlow 版本' },
  'notice.device': { en: 'the device', zh: '设备' },
  'notice.unknown': { en: 'unknown', zh: '未知' },
  'notice.turns': { en: 'its checkpoint does not tell whose turn it was', zh: '检查点没有记下轮到哪个网络' },
  'notice.freshWeights': {
    en: 'These begin anew, because the earlier run has none that fit: {names}.',
    zh: '以下重新开始，因为之前的训练没有相符的：{names}。',
  },
  'notice.freshOptimiser': {
    en: "The optimiser of the {network} begins anew, because the earlier run's does not fit the changed recipe.",
    zh: '{network}的优化器重新开始，因为之前的与修改后的配方不符。',
  },
  'notice.eager': {
    en: 'The step runs op by op, which takes longer, because it cannot be compiled: {reason}',
    zh: '训练步逐个运算执行，耗时更长，因为它无法编译：{reason}',
  },
  'notice.mixedSlower': {
    en: 'This processor has no bfloat16 of its own and computes it in software: mixed precision is slower here than float32.',
    zh: '这个处理器本身不支持 bfloat16，要用软件计算：在这里混合精度比 float32 慢。',
  },
  'notice.fromWeights': { en: 'Imported from {path} ({format}).', zh: '从 {path} 导入（{format}）。' },
  'notice.oldPyTorch': { en: 'PyTorch, the form before 1.6', zh: 'PyTorch，1.6 之前的格式' },
  'notice.fromCheckpoint': {
    en: 'Imported from the checkpoint {path}, with all that training needs. Its curves stayed behind.',
    zh: '从检查点 {path} 导入，训练所需的一切都在。它的曲线没有带来。',
  },
  'notice.fromRecipe': {
    en: 'Made from the recipe {path}; it is not trained yet.',
    zh: '由配方 {path} 建立；尚未训练。',
  },
  'notice.fromSheet': {
    en: 'Made from the recipe in the sheet {path} of step {step}. A sheet holds no weights: it is not trained yet.',
    zh: '由第 {step} 步的样本图 {path} 中的配方建立。样本图不含权重：尚未训练。',
  },
  'notice.guessed': { en: 'Guessed. {what}', zh: '推测：{what}' },
  'notice.freshDiscriminator': {
    en: 'The file holds no discriminator that fits: training goes on with a fresh one, made from the seed {seed}.',
    zh: '文件中没有相符的判别器：训练将用由种子 {seed} 建立的新判别器继续。',
  },
  'notice.freshOptimisers': { en: 'The optimisers begin anew.', zh: '优化器重新开始。' },
  'notice.freshAverage': {
    en: 'The moving average begins as a copy of the generator.',
    zh: '滑动平均从生成器的副本开始。',
  },
  'notice.unused': { en: 'Left out: {names}.', zh: '未使用：{names}。' },
} as const satisfies Texts;
