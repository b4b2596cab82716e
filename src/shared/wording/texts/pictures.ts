import type { Texts } from '../texts';

/** Why a picture cannot be decoded. */
export const pictureTexts = {
  'picture.noDecoder': {
    en: 'Pictures cannot be decoded: the package sharp has no program for this machine; run "npm run setup", or use IDX, CSV or NumPy files.',
    zh: '无法解码图片：软件包 sharp 没有适用于这台电脑的程序；请运行“npm run setup”，或使用 IDX、CSV、NumPy 文件。',
  },
  'picture.empty': { en: 'its size of {width}x{height} pixels is empty', zh: '它的大小 {width}×{height} 像素是空的' },
  'picture.tooManyPixels': {
    en: 'its {width}x{height} pixels are more than the allowed {most}',
    zh: '它的 {width}×{height} 像素超过了允许的 {most} 个像素',
  },
  'picture.sideTooLong': {
    en: 'its {width}x{height} pixels have a side beyond the allowed {most}',
    zh: '它的 {width}×{height} 像素有一边超过了允许的 {most}',
  },
  'picture.undecodable': { en: 'it cannot be decoded ({details})', zh: '无法解码（{details}）' },
  'picture.channels': { en: 'it has {channels} channels', zh: '它有 {channels} 个通道' },
  'picture.unknown': {
    en: 'it is no JPEG, PNG, WebP, BMP, GIF or TIFF picture',
    zh: '它不是 JPEG、PNG、WebP、BMP、GIF 或 TIFF 图片',
  },
  'picture.size': {
    en: 'its size of {width}x{height} pixels is not allowed',
    zh: '它的大小 {width}×{height} 像素不被允许',
  },
  'picture.headerCut': { en: 'its {kind} header is cut short', zh: '它的 {kind} 文件头不完整' },
  'picture.webpPart': {
    en: 'its webp header has the unknown part "{part}"',
    zh: '它的 webp 文件头里有未知的部分“{part}”',
  },
  'picture.jpegSegments': { en: 'its jpeg segments are damaged', zh: '它的 jpeg 分段已损坏' },
  'picture.tiffSize': { en: 'its tiff directory names no size', zh: '它的 tiff 目录没有说明大小' },
  'bmp.none': { en: 'it is no BMP file', zh: '它不是 BMP 文件' },
  'bmp.header': { en: 'its header of {bytes} bytes is unknown', zh: '{bytes} 字节的文件头属于未知的类型' },
  'bmp.compressed': {
    en: 'it is compressed or has an unknown number of bits a pixel',
    zh: '它是压缩的，或每像素的位数未知',
  },
  'bmp.cut': {
    en: 'it is cut short: {width}x{height} pixels need {bytes} bytes',
    zh: '它不完整：{width}×{height} 像素需要 {bytes} 字节',
  },
  'bmp.palette': { en: 'its palette is damaged', zh: '它的调色板已损坏' },
  'bmp.colour': {
    en: 'a pixel names colour {index} of a palette of {size}',
    zh: '有像素用到第 {index} 种颜色，而调色板只有 {size} 种',
  },
  'bmp.masksCut': { en: 'its colour masks are cut short', zh: '它的颜色掩码不完整' },
  'bmp.maskEmpty': { en: 'a colour mask is empty', zh: '有一个颜色掩码是空的' },
  'png.noPalette': { en: 'it has no header or no palette', zh: '它没有文件头或调色板' },
  'png.filter': { en: 'one of its rows has the unknown filter {filter}', zh: '有一行使用了未知的滤波方式 {filter}' },
  'png.colour': { en: 'a pixel names a colour that its palette lacks', zh: '有像素用到调色板里没有的颜色' },
  'png.checksum': { en: 'the checksum of its chunk {chunk} does not match', zh: '数据块 {chunk} 的校验和不符' },
  'png.headerSize': { en: 'its header has the wrong size', zh: '它的文件头大小不对' },
  'png.damaged': {
    en: 'its compressed pixels are damaged or more than its size holds',
    zh: '它的压缩像素已损坏，或超出了它的大小',
  },
  'png.pixels': {
    en: 'its pixels have {found} bytes instead of {expected}',
    zh: '它的像素有 {found} 字节，应为 {expected} 字节',
  },
  'png.none': { en: 'it is no PNG file', zh: '它不是 PNG 文件' },
  'png.firstHeader': { en: 'it does not start with one header', zh: '它不是以单个文件头开始的' },
  'png.chunk': { en: 'it needs the unknown chunk {chunk}', zh: '它需要未知的数据块 {chunk}' },
  'png.noHeader': { en: 'it has no header', zh: '它没有文件头' },
  'png.kind': {
    en: 'it is not an 8-bit grey or RGB picture without interlacing',
    zh: '它不是 8 位灰度或 RGB、且不隔行的图片',
  },
  'png.textNoJson': { en: 'its text is no JSON', zh: '它的文本不是 JSON' },
  'png.textNoObject': { en: 'its text is not an object', zh: '它的文本不是对象' },
  'png.textNoText': { en: 'its text is not text', zh: '它的文本不是文字' },
  'png.longText': { en: 'its long text is damaged or too long', zh: '它的长文本已损坏或太长' },
  'png.filtered': {
    en: 'its rows are filtered, which GAN Studio never does',
    zh: '它的行经过滤波，GAN Studio 从不这样写',
  },
} as const satisfies Texts;
