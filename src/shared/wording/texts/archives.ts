import type { Texts } from '../texts';

/** Why an archive cannot be read. */
export const archiveTexts = {
  'zip.members': { en: 'it names {count} members, more than {most}', zh: '它列出 {count} 个成员，超过了 {most} 个' },
  'zip.twice': { en: 'it holds "{member}" twice', zh: '“{member}”在里面出现了两次' },
  'zip.overlap': { en: 'its members share bytes, at "{member}"', zh: '它的成员共用了字节，位于“{member}”' },
  'zip.size': {
    en: '"{member}" does not have the {bytes} bytes that it names',
    zh: '“{member}”的大小不是它所说的 {bytes} 字节',
  },
  'zip.checksum': { en: 'the checksum of "{member}" does not match', zh: '“{member}”的校验和不符' },
  'zip.zero': { en: 'the name "{member}" holds a zero', zh: '名称“{member}”里有零字节' },
  'zip.encrypted': { en: '"{member}" is encrypted', zh: '“{member}”已加密' },
  'zip.method': {
    en: '"{member}" is packed by an unknown method ({method})',
    zh: '“{member}”的压缩方法未知（{method}）',
  },
  'zip.memberLarge': { en: '"{member}" has more than {most} bytes', zh: '“{member}”超过 {most} 字节' },
  'zip.damaged': { en: '{words}', zh: 'ZIP 已损坏（{words}）' },
} as const satisfies Texts;
