import type { Texts } from '../texts';

/** Why a dropped file cannot become a run, and what to know of its reading. */
export const importTexts = {
  'import.several': {
    en: '{path} can be read in several ways; choose one of: {names}.',
    zh: '{path} 有多种读法；请选择其一：{names}。',
  },
  'import.misfit': {
    en: 'The weights of {path} do not fit "{asked}"; choose one of: {names}.',
    zh: '{path} 的权重与“{asked}”不符；请选择其一：{names}。',
  },
  'import.dataSet': {
    en: '{path} is a data set, which holds no weights; train on it with --data {path}.',
    zh: '{path} 是数据集，里面没有权重；请用 --data {path} 在其上训练。',
  },
  'import.trained': {
    en: 'The run {path} is being trained right now; stop it before it is imported.',
    zh: '训练 {path} 正在进行；请先停止，再导入。',
  },
  'import.bytes': { en: 'it has {bytes} bytes, more than {most}', zh: '它有 {bytes} 字节，超过了 {most} 字节' },
  'import.picture': {
    en: 'it is a picture, but no sheet of GAN Studio that tells its recipe',
    zh: '它是图片，但不是写明了配方的 GAN Studio 样本图',
  },
  'import.json': {
    en: 'it is JSON but no model of TensorFlow.js and no valid recipe ({reason})',
    zh: '它是 JSON，但既不是 TensorFlow.js 的模型，也不是有效的配方（{reason}）',
  },
  'import.recipe': { en: 'its recipe.json is no valid recipe', zh: '它的 recipe.json 不是有效的配方' },
  'import.record': { en: 'its run.json is not that of a run', zh: '它的 run.json 不属于训练' },
  'import.runFiles': {
    en: 'its recipe.json or run.json is missing or too large',
    zh: '它的 recipe.json 或 run.json 缺失或太大',
  },
  'import.files': { en: 'it holds more than {most} files', zh: '里面的文件超过 {most} 个' },
  'import.noRun': { en: 'it holds no run', zh: '里面没有训练' },
  'import.unpacks': {
    en: 'it unpacks to {bytes} bytes, which no run does',
    zh: '它解压后有 {bytes} 字节，训练不会这么大',
  },
  'import.noWeights': {
    en: '{path} holds no weights to draw from; open it instead.',
    zh: '{path} 里没有可用来生成样本的权重；请改为打开它。',
  },
  'import.unreadable': {
    en: 'Cannot import {path}: {reason}. Choose an undamaged file of a kind that docs/formats.md names.',
    zh: '无法导入 {path}：{reason}。请选择完好的、docs/formats.md 所列种类的文件。',
  },
  'import.cannot': { en: 'Cannot import {path}: {reason}.', zh: '无法导入 {path}：{reason}。' },
  'import.nothingFits': { en: 'nothing fits its weights', zh: '没有什么与它的权重相符' },
  'import.noNetwork': { en: 'it holds no network', zh: '里面没有网络' },
  'import.noGenerator': {
    en: 'it holds a discriminator but no generator, which drawing images needs',
    zh: '里面有判别器但没有生成器，而画图像需要生成器',
  },
  'import.layerKind': {
    en: 'its layer "{path}" is of a kind that cannot be told from its shapes',
    zh: '它的层“{path}”的种类无法从形状看出',
  },
  'import.discriminatorAlone': {
    en: 'it looks like a discriminator alone; drawing images needs a generator',
    zh: '它看起来只是判别器；画图像需要生成器',
  },
  'import.noSequence': {
    en: 'its layers fit no preset and are no plain sequence that ends in a square image',
    zh: '它的层与任何预设都不符，也不是以正方形图像结束的简单序列',
  },
  'import.oldSheet': {
    en: 'it is a sheet of an earlier version, which tells only the hash of its recipe, and no run in {folder} has that one',
    zh: '它是早期版本的样本图，只带有配方的哈希，而 {folder} 中没有这样的训练',
  },
  'import.notFinite': {
    en: 'Cannot import {path}: "{name}" holds numbers that are not finite, as after a training that diverged. Choose an earlier file of it.',
    zh: '无法导入 {path}：“{name}”里有非有限的数，如训练发散之后那样。请选它较早的文件。',
  },
  'note.guessedActivations': {
    en: 'Activations: ReLU between the layers and tanh at the end.',
    zh: '激活函数：层间用 ReLU，末尾用 tanh。',
  },
  'note.guessedNorm': {
    en: 'Activations: ReLU between the layers and tanh at the end, and 1e-5 as the epsilon of batch norm.',
    zh: '激活函数：层间用 ReLU，末尾用 tanh，批归一化的 epsilon 为 1e-5。',
  },
  'note.guessedStrides': {
    en: 'Strides and paddings: the image is taken to be {side}x{side}.',
    zh: '步长与填充：假定图像为 {side}x{side}。',
  },
  'note.guessedDiscriminator': {
    en: 'Discriminator: LeakyReLU with slope 0.2 between the layers, stride 2 but for the last.',
    zh: '判别器：层间用斜率 0.2 的 LeakyReLU，除最后一层外步长为 2。',
  },
  'note.grownKernels': {
    en: 'Kernels that "same" pads unevenly have a row and a column of zeros more; they draw the same images.',
    zh: '“same”填充不均匀的卷积核多了一行一列零；生成的图像不变。',
  },
  'note.epsilonUsual': {
    en: "The file does not tell it, so Keras' usual one is taken. {note}",
    zh: '文件没有说明，因此取 Keras 的惯常值。{note}',
  },
  'note.epsilon': {
    en: 'Batch norm had the epsilon {epsilon}, here it is {own}: the running variances took up the difference.',
    zh: '批归一化的 epsilon 原为 {epsilon}，这里是 {own}：差值已并入滑动方差。',
  },
  'note.rounded': {
    en: 'Numbers of {names} are too large for float32 and were rounded.',
    zh: '{names} 的数值超出 float32，已取整。',
  },
  'note.roundedMore': {
    en: 'Numbers of {names} and {more} more are too large for float32 and were rounded.',
    zh: '{names} 和另外 {more} 个的数值超出 float32，已取整。',
  },
  'note.quantised': {
    en: 'Its weights were quantised; what was lost by that is lost.',
    zh: '它的权重经过量化；由此损失的无法恢复。',
  },
} as const satisfies Texts;
