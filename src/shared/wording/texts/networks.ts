import type { Texts } from '../texts';

/** What keeps two networks from training, as the part of a sentence that follows their place in a recipe. */
export const networkTexts = {
  'network.layerNeeds': {
    en: 'Layer "{layer}" ({kind}) got {got} but needs {need}',
    zh: '层“{layer}”（{kind}）得到 {got}，但需要{need}',
  },
  'network.labelWithoutClasses': {
    en: 'Layer "{layer}" ({kind}) takes the label, but the recipe is not conditional; give it classes',
    zh: '层“{layer}”（{kind}）要取标签，但配方不是条件式；请给它类别',
  },
  'network.missingSource': {
    en: 'Layer "{layer}" ({kind}) takes "{source}", which is no layer before it; these are: {known}',
    zh: '层“{layer}”（{kind}）要取“{source}”，但它之前没有这一层；之前的有：{known}',
  },
  'network.empty': { en: 'The {network} has no layers; add one', zh: '{network}没有任何层；请添加一层' },
  'network.unused': {
    en: 'Layer "{layer}" ({kind}) of the {network} leads nowhere; remove it or name it in the inputs of a later layer',
    zh: '{network}的层“{layer}”（{kind}）没有去处；请移除它，或在后面某层的输入中写上它',
  },
  'network.inputUnused': {
    en: 'The {network} never takes its input; give a layer the input "input"',
    zh: '{network}没有使用它的输入；请让某一层取“input”',
  },
  'network.madeShape': {
    en: 'The generator makes {made} but the data set has {image}',
    zh: '生成器输出 {made}，而数据集是 {image}',
  },
  'network.range': {
    en: 'The generator must end in {wanted}, because pixels lie in {range}; it ends in {end}',
    zh: '生成器的末尾必须是 {wanted}，因为像素范围是 {range}；它现在以 {end} 结束',
  },
  'network.nothing': { en: 'nothing', zh: '（无）' },
  'network.verdict': {
    en: 'The discriminator must end in one logit an image, not {output}',
    zh: '判别器的末尾必须是每张图像一个 logit，而不是 {output}',
  },
  'network.penalty': {
    en: 'Take batch norm "{layer}" out of the discriminator: it mixes the images of a batch, and a gradient penalty is meant for each image alone',
    zh: '请从判别器中移除批归一化“{layer}”：它会混合一批图像，而梯度惩罚针对单张图像',
  },
  'network.noClassesLayer': {
    en: 'There is no layer "{layer}" that could tell the classes',
    zh: '没有能判断类别的层“{layer}”',
  },
  'network.classesUnweighted': {
    en: 'The discriminator tells classes in layer "{layer}", but the objective gives that no weight; set objective.classWeight',
    zh: '判别器在层“{layer}”中判断类别，但目标没有给它权重；请设置 objective.classWeight',
  },
  'network.classLossWithoutClasses': {
    en: 'A class loss needs a recipe that is conditional; give it classes',
    zh: '类别损失需要条件式的配方；请给它类别',
  },
  'network.classesUntold': {
    en: 'A class loss needs a layer of the discriminator with one logit for each of {classes} classes; none tells them',
    zh: '类别损失要求判别器有一层给 {classes} 个类别各一个 logit；现在没有这样的层',
  },
  'network.classesShape': {
    en: 'A class loss needs a layer of the discriminator with one logit for each of {classes} classes; "{layer}" gives {told}',
    zh: '类别损失要求判别器有一层给 {classes} 个类别各一个 logit；而“{layer}”给出 {told}',
  },
  'network.generator': { en: 'generator', zh: '生成器' },
  'network.discriminator': { en: 'discriminator', zh: '判别器' },
  'need.oneInput': { en: 'one input, not several', zh: '一个输入，而不是多个' },
  'need.flat': {
    en: 'a flat input; put a flatten layer before it',
    zh: '展平的输入；请在它之前放一个 flatten 层',
  },
  'need.image': {
    en: 'an image (height x width x channels); put a reshape layer before it',
    zh: '图像（高 x 宽 x 通道）；请在它之前放一个 reshape 层',
  },
  'need.axis': { en: 'at least one axis', zh: '至少一个轴' },
  'need.label': { en: 'the label; give it the input "label"', zh: '标签；请让它取输入“label”' },
  'need.numbers': {
    en: '{wanted} numbers to form {shape}, not {got}',
    zh: '{wanted} 个数来组成 {shape}，而不是 {got} 个',
  },
  'need.alikeButLast': { en: 'inputs that are alike but for their last axis', zh: '除最后一个轴外形状相同的输入' },
  'need.same': { en: 'inputs of the same shape', zh: '形状相同的输入' },
  'need.paddingBelowKernel': {
    en: 'a padding below its kernel of {kernel}',
    zh: '小于卷积核 {kernel} 的填充',
  },
  'need.largerSides': {
    en: 'sides that leave at least one pixel with kernel {kernel}, stride {stride}, padding {padding}',
    zh: '在卷积核 {kernel}、步幅 {stride}、填充 {padding} 下至少留有一个像素的边长',
  },
} as const satisfies Texts;
