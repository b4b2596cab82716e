import type { Texts } from '../texts';

/** What a disk refuses. */
export const diskTexts = {
  'disk.full': {
    en: 'Cannot write {path}: the disk is full; free some space or choose another folder.',
    zh: '无法写入 {path}：磁盘已满；请腾出空间或选择另一个文件夹。',
  },
  'disk.refused': {
    en: 'Cannot write {path}: the folder is not writable; allow writing there or choose another folder.',
    zh: '无法写入 {path}：该文件夹不可写；请允许写入或选择另一个文件夹。',
  },
  'disk.failed': {
    en: 'Cannot write {path} ({reason}); check the disk or choose another folder.',
    zh: '无法写入 {path}（{reason}）；请检查磁盘或选择另一个文件夹。',
  },
  'disk.space': {
    en: 'Cannot keep a run in {folder}: {free} MB are free but its checkpoints need {needed} MB; free some space or choose another folder.',
    zh: '不能把训练保存在 {folder}：剩余 {free} MB，而它的检查点需要 {needed} MB；请腾出空间或选择另一个文件夹。',
  },
  'disk.runsFolder': {
    en: 'Runs cannot be written to {folder} ({reason}). Make that folder writable, or name another one in the environment variable GAN_STUDIO_RUNS.',
    zh: '无法把训练写入 {folder}（{reason}）。请使该文件夹可写，或用环境变量 GAN_STUDIO_RUNS 指定另一个。',
  },
  'disk.taken': {
    en: 'There is already something at {path}; choose a name that is free.',
    zh: '{path} 已经存在；请选择未用的名称。',
  },
  'disk.runsFile': {
    en: 'Cannot keep runs in {folder}: it is a file; choose a folder.',
    zh: '不能把训练保存在 {folder}：它是文件；请选择文件夹。',
  },
} as const satisfies Texts;
