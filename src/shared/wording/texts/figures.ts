import type { Texts } from '../texts';

/** Why a figure, a model, a sample or a measurement cannot be made. */
export const figureTexts = {
  'figure.size': {
    en: 'The picture would have {width} x {height} pixels, more than {most} a side or 512 MB; choose a smaller scale or fewer images.',
    zh: '图片将有 {width} x {height} 像素，超过每边 {most} 像素或 512 MB；请选较小的倍数或较少的图像。',
  },
  'figure.noCurves': {
    en: 'The run {folder} has no such numbers; choose other curves.',
    zh: '训练 {folder} 没有这样的数值；请选择其他曲线。',
  },
  'figure.classRows': {
    en: 'A class a row makes at most {most} rows; "{preset}" knows no more classes.',
    zh: '每行一个类别最多 {most} 行；“{preset}”没有更多的类别。',
  },
  'figure.noAverage': {
    en: '"{preset}" keeps no moving average; draw with the raw weights.',
    zh: '“{preset}”没有滑动平均；请用原始权重绘制。',
  },
  'figure.onePicture': {
    en: 'Only a figure that is one PNG picture can be taken as such.',
    zh: '只有单张 PNG 图片才能这样取用。',
  },
  'figure.noSheetRead': { en: 'No sheet can be read: {details}', zh: '没有一张样本图可以读取：{details}' },
  'figure.cancelled': { en: 'The export was cancelled; nothing was written.', zh: '导出已取消；没有写入任何内容。' },
  'figure.noSphere': {
    en: 'The latents of "{preset}" are {distribution}, not normal, so they lie on no sphere; leave --spherical out or take the linear way.',
    zh: '“{preset}”的潜变量是 {distribution}，不是 normal，因此不在球面上；请不要选 --spherical，或改走直线。',
  },
  'figure.noImage': { en: 'There is no image to write; ask for one at least.', zh: '没有图像可写；请至少要一张。' },
  'figure.noSheetOfStep': {
    en: 'The run {folder} has no stored sheet of step {step}; it has {count}, from step {first} to {last}.',
    zh: '训练 {folder} 没有第 {step} 步的样本图；它有 {count} 张，从第 {first} 步到第 {last} 步。',
  },
  'figure.noSheetYet': {
    en: 'There is no sheet in {folder} yet; wait until the run has drawn the first.',
    zh: '{folder} 中还没有样本图；请等到训练画出第一张。',
  },
  'figure.fromFirst': { en: 'the first', zh: '最初' },
  'figure.toLast': { en: 'the last', zh: '最后' },
  'figure.range': {
    en: 'No stored sheet lies within steps {from} to {to}; they go from {first} to {last}.',
    zh: '没有样本图在 {from} 到 {to} 步之间；它们从第 {first} 步到第 {last} 步。',
  },
  'figure.noEpochs': {
    en: 'The run {folder} does not know how many images an epoch has; name steps instead.',
    zh: '训练 {folder} 不知道一个周期有多少图像；请改用步数。',
  },
  'figure.busy': { en: 'This figure is being made already.', zh: '这张图已在制作。' },
  'figure.noSheetAt': {
    en: 'There is no sheet of {asked}; the nearest is of {title} (step {nearest}).',
    zh: '没有 {asked} 的样本图；最近的是 {title}（第 {nearest} 步）。',
  },
  'figure.epoch': { en: 'epoch {epoch}', zh: '第 {epoch} 个周期' },
  'figure.step': { en: 'step {step}', zh: '第 {step} 步' },
  'figure.dataCount': { en: 'The data set has only {count} images.', zh: '该数据集只有 {count} 张图像。' },
  'figure.sheetCount': {
    en: "A sheet of the run's own latents has {count} images; ask for fewer, or draw more from a checkpoint.",
    zh: '用训练自己的潜变量画的样本图有 {count} 张图像；请少要一些，或从检查点画更多。',
  },
  'figure.sheetCountEach': {
    en: "A sheet of the run's own latents has {count} images, {each} of each class; ask for fewer, or draw more from a checkpoint.",
    zh: '用训练自己的潜变量画的样本图有 {count} 张图像，每个类别 {each} 张；请少要一些，或从检查点画更多。',
  },
  'figure.damagedLines': {
    en: '{count} lines of metrics.jsonl could not be read and are left out.',
    zh: 'metrics.jsonl 中有 {count} 行无法读取，已略去。',
  },
  'figure.sheetGone': { en: 'The sheet of step {step} is not there.', zh: '第 {step} 步的样本图不存在。' },
  'figure.sheetOther': {
    en: 'The sheet of step {step} has other images than the first.',
    zh: '第 {step} 步的样本图与第一张的图像不同。',
  },
  'figure.sheetLeftOut': {
    en: 'The sheet of step {step} cannot be read and is left out.',
    zh: '第 {step} 步的样本图无法读取，已略去。',
  },
  'export.leftOut': {
    en: 'Left out, because it is no plain file: {name}',
    zh: '未包含在内，因为它不是普通文件：{name}',
  },
  'export.code': {
    en: 'Code goes with pytorch and safetensors; as {format} leave it out.',
    zh: '代码只随 pytorch 和 safetensors 导出；导出为 {format} 时请不要选它。',
  },
  'export.zip': {
    en: 'A ZIP holds the whole run; name no step and no weights.',
    zh: 'ZIP 包含整个训练；请不要指定步数和权重。',
  },
  'export.folder': { en: '{path} is a folder; name a file.', zh: '{path} 是文件夹；请指定文件。' },
  'export.noAverage': {
    en: '"{preset}" keeps no moving average; export the raw weights.',
    zh: '“{preset}”没有滑动平均；请导出原始权重。',
  },
  'export.noEqual': {
    en: 'Layer "{layer}" ({kind}) has no equal in {format}: {why}; {cure}.',
    zh: '层“{layer}”（{kind}）在 {format} 中没有对应：{why}；{cure}。',
  },
  'export.notLaidOut': {
    en: 'There is no file {path} to be dragged; export the figure again.',
    zh: '没有可拖出的文件 {path}；请重新导出这张图。',
  },
  'export.onnxSize': {
    en: 'An ONNX file holds at most 2 GiB, but this generator has {size} GiB; export as safetensors or PyTorch instead.',
    zh: 'ONNX 文件最多 2 GiB，但这个生成器有 {size} GiB；请改为导出 safetensors 或 PyTorch。',
  },
  'export.insideRun': {
    en: '{path} lies in the run itself; choose a place outside {folder}.',
    zh: '{path} 就在这次训练之内；请选择 {folder} 以外的位置。',
  },
  'export.pythonName': {
    en: 'Layer "{layer}" cannot have this name in Python; rename it in the recipe, or leave the code out.',
    zh: '层“{layer}”在 Python 中不能用这个名称；请在配方里改名，或不导出代码。',
  },
  'export.cureOther': { en: 'export as safetensors or PyTorch instead', zh: '请改为导出 safetensors 或 PyTorch' },
  'explore.notCompared': {
    en: 'The training images were not looked at yet; compare with them first.',
    zh: '还没有看过训练图像；请先与它们比较。',
  },
  'explore.otherImage': {
    en: 'The image is not one of this run: it makes {shape}.',
    zh: '这不是本次训练的图像：它生成的是 {shape}。',
  },
  'explore.index': {
    en: 'The kept comparison {file} cannot be used ({reason}); delete the file and compare again.',
    zh: '保存的比较结果 {file} 无法使用（{reason}）；请删除该文件后重新比较。',
  },
  'explore.noClasses': {
    en: '"{preset}" was not told classes, so none can be asked for.',
    zh: '没有告诉“{preset}”类别，因此不能指定类别。',
  },
  'explore.needsClasses': { en: 'Images of "{preset}" need their classes.', zh: '“{preset}”的图像需要指定类别。' },
  'explore.noClass': {
    en: 'There is no class {label}; "{preset}" knows 0 to {last}.',
    zh: '没有类别 {label}；“{preset}”的类别是 0 到 {last}。',
  },
  'explore.opposite': {
    en: 'Both latents lie exactly opposite, so no way around is the shortest; choose another seed.',
    zh: '两个潜变量正好相对，没有最短的一条路；请换一个种子。',
  },
  'explore.latentSize': {
    en: 'A latent of {given} numbers was given; those of "{preset}" have {size}.',
    zh: '给出的潜变量有 {given} 个数；“{preset}”的潜变量有 {size} 个。',
  },
  'explore.noLayer': { en: 'The {network} has no layer "{layer}".', zh: '{network}没有层“{layer}”。' },
  'judge.shape': { en: 'The judge looks at images of {shape} only.', zh: '评判器只看 {shape} 的图像。' },
  'judge.otherWeights': { en: 'it holds something else than these weights', zh: '它里面不是这些权重' },
  'judge.checksum': { en: 'its checksum does not match its numbers', zh: '它的校验和与其中的数不符' },
  'judge.noTest': { en: 'MNIST came without its test images.', zh: 'MNIST 缺少测试图像。' },
  'judge.few': {
    en: 'The judge needs at least {least} samples, not {count}: fewer say too little.',
    zh: '评判器至少需要 {least} 个样本，而不是 {count} 个：再少就说明不了什么。',
  },
  'judge.data': {
    en: 'The judge cannot learn digits from {name}: {reason}; use MNIST.',
    zh: '评判器无法从 {name} 学习数字：{reason}；请用 MNIST。',
  },
  'judge.imageShape': {
    en: 'its images are {height}x{width}x{channels}, not {wanted}',
    zh: '它的图像是 {height}x{width}x{channels}，不是 {wanted}',
  },
  'judge.noLabels': { en: 'it has no labels', zh: '它没有标签' },
  'judge.labels': { en: 'its labels are not the digits 0 to 9', zh: '它的标签不是数字 0 到 9' },
  'judge.made': {
    en: 'The judge looks at images of {wanted}, but this run makes {made}.',
    zh: '评判器只看 {wanted} 的图像，但这次训练生成的是 {made}。',
  },
} as const satisfies Texts;
