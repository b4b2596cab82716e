import type { Texts } from '../texts';

/** What the system refuses, each with the system's own short word for it. */
export const systemTexts = {
  'system.missing': { en: 'it is not there ({code})', zh: '不存在（{code}）' },
  'system.refused': { en: 'permission denied ({code})', zh: '没有权限（{code}）' },
  'system.readOnly': { en: 'the disk can only be read ({code})', zh: '磁盘是只读的（{code}）' },
  'system.folder': { en: 'it is a folder ({code})', zh: '它是文件夹（{code}）' },
  'system.noFolder': { en: 'a part of its path is no folder ({code})', zh: '路径中有一部分不是文件夹（{code}）' },
  'system.taken': { en: 'it is there already ({code})', zh: '它已经存在（{code}）' },
  'system.notEmpty': { en: 'the folder is not empty ({code})', zh: '文件夹不是空的（{code}）' },
  'system.busy': { en: 'another program uses it ({code})', zh: '另一个程序正在使用它（{code}）' },
  'system.full': { en: 'the disk is full ({code})', zh: '磁盘已满（{code}）' },
  'system.tooLarge': { en: 'it is too large for this disk ({code})', zh: '对这个磁盘来说太大（{code}）' },
  'system.longName': { en: 'its name is too long ({code})', zh: '名称太长（{code}）' },
  'system.links': { en: 'its links lead in a circle ({code})', zh: '链接绕成了圈（{code}）' },
  'system.otherDisk': { en: 'it lies on another disk ({code})', zh: '它在另一个磁盘上（{code}）' },
  'system.damagedGzip': { en: 'its compressed bytes are damaged ({code})', zh: '压缩数据已损坏（{code}）' },
  'system.tooMany': { en: 'too many files are open ({code})', zh: '打开的文件太多（{code}）' },
  'system.memory': { en: 'there is not enough memory ({code})', zh: '内存不足（{code}）' },
  'system.disk': { en: 'the disk failed ({code})', zh: '磁盘出错（{code}）' },
  'system.gone': { en: 'its disk is gone ({code})', zh: '它所在的磁盘已不可用（{code}）' },
  'system.slow': { en: 'it did not answer in time ({code})', zh: '没有及时应答（{code}）' },
  'system.other': { en: '{words}', zh: '系统报告：{words}' },
  'system.at': { en: '{path}: {what}', zh: '{path}：{what}' },
  'system.json': { en: 'it holds no valid JSON ({words})', zh: '它不是有效的 JSON（{words}）' },
} as const satisfies Texts;
