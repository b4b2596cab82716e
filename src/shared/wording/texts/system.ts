import type { Texts } from '../texts';

/** What the system says, by its own words: English keeps them alone, other languages say what they mean. */
export const systemTexts = {
  'system.missing': { en: '{words}', zh: '不存在（{words}）' },
  'system.refused': { en: '{words}', zh: '没有权限（{words}）' },
  'system.folder': { en: '{words}', zh: '它是文件夹（{words}）' },
  'system.full': { en: '{words}', zh: '磁盘已满（{words}）' },
  'system.damagedGzip': { en: '{words}', zh: '压缩数据已损坏（{words}）' },
  'system.tooMany': { en: '{words}', zh: '打开的文件太多（{words}）' },
  'system.disk': { en: '{words}', zh: '磁盘出错（{words}）' },
} as const satisfies Texts;
