import type { Texts } from '../texts';

/** Why weights cannot be read: safetensors, TensorFlow.js, and what all formats share. */
export const tensorTexts = {
  'tensors.shape': { en: '"{name}" has no valid shape', zh: '“{name}”没有有效的形状' },
  'tensors.count': { en: 'it holds more than {most} tensors', zh: '里面的张量超过 {most} 个' },
  'tensors.numbers': {
    en: '"{name}" of shape {shape} brings it above the {most} numbers that a file of its size may hold',
    zh: '形状为 {shape} 的“{name}”使数值总数超过了这种大小的文件可有的 {most} 个',
  },
  'tensors.name': { en: 'the name of a tensor has more than {most} characters', zh: '有张量的名称超过 {most} 个字符' },
  'tensors.onlyBytes': { en: 'it has only {bytes} bytes', zh: '它只有 {bytes} 字节' },
  'tensors.headerClaims': {
    en: 'its header claims {bytes} bytes, which is too many',
    zh: '它的文件头自称有 {bytes} 字节，太多了',
  },
  'tensors.headerCut': { en: 'its header of {bytes} bytes is cut short', zh: '它 {bytes} 字节的文件头不完整' },
  'tensors.headerBrace': { en: 'its header does not start with "{"', zh: '它的文件头不是以“{”开头' },
  'tensors.headerNoObject': { en: 'its header is not an object', zh: '它的文件头不是对象' },
  'tensors.headerNoText': { en: 'its header is not UTF-8 text', zh: '它的文件头不是 UTF-8 文本' },
  'tensors.entryNoObject': { en: 'its entry "{name}" is not an object', zh: '它的条目“{name}”不是对象' },
  'tensors.entryField': {
    en: 'its entry "{name}" has the unknown field "{field}"',
    zh: '它的条目“{name}”有未知的字段“{field}”',
  },
  'tensors.dtype': {
    en: '"{name}" has dtype {dtype}; only {known} are known',
    zh: '“{name}”的 dtype 是 {dtype}；已知的只有 {known}',
  },
  'tensors.offsets': { en: '"{name}" has no valid data_offsets', zh: '“{name}”没有有效的 data_offsets' },
  'tensors.bytes': {
    en: '"{name}" of shape {shape} needs {needed} bytes but has {found}',
    zh: '形状为 {shape} 的“{name}”需要 {needed} 字节，但只有 {found} 字节',
  },
  'tensors.overlap': { en: '"{name}" overlaps the tensor before it', zh: '“{name}”与它前面的张量重叠' },
  'tensors.gap': {
    en: '{bytes} bytes before "{name}" belong to no tensor',
    zh: '“{name}”之前的 {bytes} 字节不属于任何张量',
  },
  'tensors.dataBytes': {
    en: 'its tensors need {needed} bytes but {found} follow the header',
    zh: '它的张量需要 {needed} 字节，但文件头之后有 {found} 字节',
  },
  'tensors.metadataNoObject': { en: 'its metadata is not an object', zh: '它的元数据不是对象' },
  'tensors.metadataNoText': { en: 'its metadata "{key}" is not text', zh: '它的元数据“{key}”不是文字' },
  'tfjs.none': { en: 'it is no model of TensorFlow.js', zh: '它不是 TensorFlow.js 的模型' },
  'tfjs.graphModel': {
    en: 'it is a graph model, whose layers cannot be told; save it as a LayersModel',
    zh: '它是图模型，看不出其中的层；请另存为 LayersModel',
  },
  'tfjs.bytes': { en: 'its weights have {bytes} bytes, too many', zh: '它的权重有 {bytes} 字节，太多了' },
  'tfjs.beside': { en: 'its weights "{name}" do not lie beside it', zh: '它的权重“{name}”不在它旁边' },
  'tfjs.missing': { en: 'its weights "{name}" are missing', zh: '缺少它的权重“{name}”' },
  'tfjs.leadsOut': { en: 'its weights "{name}" lead out of its folder', zh: '它的权重“{name}”指向它的文件夹之外' },
  'tfjs.manifest': { en: 'it has no valid weightsManifest', zh: '它没有有效的 weightsManifest' },
  'tfjs.noFiles': { en: 'its weightsManifest names no files', zh: '它的 weightsManifest 没有列出文件' },
  'tfjs.noWeights': { en: 'its weightsManifest names no weights', zh: '它的 weightsManifest 没有列出权重' },
  'tfjs.noWeight': { en: 'a weight of its weightsManifest is none', zh: '它的 weightsManifest 里有一项不是权重' },
  'tfjs.weightName': { en: 'a weight has no name or shape', zh: '有权重没有名称或形状' },
  'tfjs.kind': { en: '"{name}" holds {kind}, which is not read', zh: '“{name}”里是 {kind}，无法读取' },
  'tfjs.beyondEnd': { en: '"{name}" lies beyond the end of its files', zh: '“{name}”在其文件末尾之外' },
  'tfjs.leftOver': {
    en: '{bytes} bytes of its files belong to no weight',
    zh: '它的文件里有 {bytes} 字节不属于任何权重',
  },
  'tfjs.quantisation': { en: 'a quantisation of an unknown kind', zh: '未知种类的量化' },
} as const satisfies Texts;
