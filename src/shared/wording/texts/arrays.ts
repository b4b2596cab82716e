import type { Texts } from '../texts';

/** Why a file of numbers cannot be read: IDX, CSV, NumPy, JSON. */
export const arrayTexts = {
  'bytes.endsEarly': {
    en: 'it ends after {found} bytes where at least {needed} are needed',
    zh: '它在第 {found} 个字节就结束了，至少需要 {needed} 个字节',
  },
  'bytes.unpacksTooMuch': {
    en: 'it unpacks to more than {growth} times its size, which no pictures do',
    zh: '它解压后超过自身大小的 {growth} 倍，图片不会如此',
  },
  'bytes.unpacksBeyondHeader': {
    en: 'it unpacks to more than the {expected} bytes that its header names',
    zh: '它解压后超过了文件头所说的 {expected} 字节',
  },
  'bytes.tooLarge': {
    en: 'it has {bytes} bytes, more than the allowed {most}',
    zh: '它有 {bytes} 字节，超过了允许的 {most} 字节',
  },
  'bytes.headerCut': { en: 'its header is cut short', zh: '文件头不完整' },
  'bytes.headerShort': {
    en: 'its header is cut short: expected {expected} bytes, found {found}',
    zh: '文件头不完整：应有 {expected} 字节，实际有 {found} 字节',
  },
  'bytes.cut': { en: 'it is cut short', zh: '它不完整' },
  'arrays.noImages': { en: 'it holds {shape} values instead of images', zh: '里面是 {shape} 的数值，不是图像' },
  'arrays.zeroSize': {
    en: 'it holds {shape} values: no images, or images of zero size',
    zh: '里面是 {shape} 的数值：没有图像，或图像大小为零',
  },
  'arrays.tooLarge': {
    en: 'its shape {shape} is more than the allowed {most}',
    zh: '它的形状 {shape} 超过了允许的 {most}',
  },
  'arrays.goesOn': {
    en: 'it goes on after the {count} images that its header names',
    zh: '在文件头所说的 {count} 张图像之后还有内容',
  },
  'arrays.noLabels': {
    en: 'it holds {shape} values instead of a row of labels',
    zh: '里面是 {shape} 的数值，不是一列标签',
  },
  'arrays.labelCount': {
    en: 'it has {labels} labels for {images} images',
    zh: '它有 {labels} 个标签，却有 {images} 张图像',
  },
  'csv.columns': {
    en: 'line 1 has {columns} columns; expected a square number of pixels (or three times that), with or without a label, for example 785',
    zh: '第 1 行有 {columns} 列；应为平方数个像素（或其三倍），可带标签列，例如 785',
  },
  'csv.empty': { en: 'it is empty', zh: '它是空的' },
  'csv.longLine': { en: 'line {line} is longer than {most} bytes', zh: '第 {line} 行超过 {most} 字节' },
  'csv.lineColumns': {
    en: 'line {line} has {found} columns instead of {columns}',
    zh: '第 {line} 行有 {found} 列，应为 {columns} 列',
  },
  'csv.cell': {
    en: 'line {line}, column {column}: expected a whole number from 0 to {most}, found {found}',
    zh: '第 {line} 行第 {column} 列：应为 0 到 {most} 的整数，实际是 {found}',
  },
  'idx.size': {
    en: 'it should have {expected} bytes for {shape} values but has {found} bytes',
    zh: '{shape} 的数值应有 {expected} 字节，但文件有 {found} 字节',
  },
  'idx.short': {
    en: 'it has {bytes} bytes, fewer than the 4 with which an IDX file starts',
    zh: '它只有 {bytes} 字节，而 IDX 文件以 4 个字节开头',
  },
  'idx.magic': {
    en: 'it starts with 0x{found} instead of 0x00000801 to 0x00000804 (unsigned bytes, 1 to 4 axes)',
    zh: '它以 0x{found} 开头，应为 0x00000801 到 0x00000804（无符号字节，1 到 4 个轴）',
  },
  'npy.value': {
    en: 'image {image} has the value {value}, allowed are 0 to {most} for numbers of type {type}',
    zh: '第 {image} 张图像里有数值 {value}，{type} 类型的数值应在 0 到 {most} 之间',
  },
  'npy.label': {
    en: 'label {label} is {value}, allowed are whole numbers from 0 to 65535',
    zh: '第 {label} 个标签是 {value}，应为 0 到 65535 的整数',
  },
  'npy.size': {
    en: 'its header names {expected} bytes but it has {found}',
    zh: '文件头说有 {expected} 字节，实际有 {found} 字节',
  },
  'npy.none': { en: 'it does not start as a .npy array', zh: '它的开头不是 .npy 数组' },
  'npy.version': {
    en: 'its format version {version} is unknown (known: 1 to 3)',
    zh: '它的格式版本 {version} 未知（已知：1 到 3）',
  },
  'npy.headerLong': {
    en: 'its header claims {bytes} bytes, more than {most}',
    zh: '它的文件头自称有 {bytes} 字节，超过了 {most} 字节',
  },
  'npy.header': {
    en: 'its header names no plain type, order and shape',
    zh: '它的文件头没有说明普通的类型、顺序和形状',
  },
  'npy.fortran': {
    en: 'its numbers lie column by column; save it with numpy.ascontiguousarray',
    zh: '它的数值按列存放；请用 numpy.ascontiguousarray 保存',
  },
  'npy.shape': { en: 'its shape {shape} is not allowed', zh: '它的形状 {shape} 不被允许' },
  'npy.type': {
    en: 'its numbers are of type "{type}" (allowed: {allowed}, little-endian)',
    zh: '它的数值类型是“{type}”（允许：{allowed}，小端序）',
  },
  'npz.noImages': {
    en: 'it holds no array of images; expected one named {names}',
    zh: '里面没有图像数组；应有名为 {names} 的数组',
  },
  'npz.size': {
    en: 'the header of "{member}" names {expected} bytes but it has {found}',
    zh: '“{member}”的文件头说有 {expected} 字节，实际有 {found} 字节',
  },
  'npz.changed': { en: 'its arrays changed while they were read', zh: '它的数组在读取时被改动了' },
  'npz.noLabels': {
    en: '"{member}" holds {shape} values instead of a row of labels',
    zh: '“{member}”里是 {shape} 的数值，不是一列标签',
  },
  'npz.labelCount': {
    en: '"{member}" has {labels} labels for {images} images',
    zh: '“{member}”有 {labels} 个标签，却有 {images} 张图像',
  },
  'json.none': { en: 'it holds no valid JSON', zh: '它不是有效的 JSON' },
  'json.forbidden': { en: 'it uses the forbidden name "__proto__"', zh: '它使用了被禁止的名称“__proto__”' },
  'json.twice': { en: 'it holds "{key}" twice', zh: '“{key}”在里面出现了两次' },
} as const satisfies Texts;
