import type { Texts } from '../texts';

/** What happened to a process, to the settings or to a file of the program's own. */
export const programTexts = {
  'process.exit': { en: 'ended with exit code {code}', zh: '以退出码 {code} 结束' },
  'process.signal': { en: 'was ended by the signal {signal}', zh: '被信号 {signal} 结束' },
  'process.silent': { en: 'did not answer within {seconds} s', zh: '在 {seconds} 秒内没有应答' },
  'process.closed': { en: 'was closed', zh: '已关闭' },
  'process.trainerEarly': {
    en: 'The trainer process {how} before the run began. Nothing was written.',
    zh: '训练进程在开始前{how}。没有写入任何内容。',
  },
  'process.trainerLost': {
    en: 'The trainer process {how}. The run is marked as interrupted and keeps everything up to its last checkpoint.',
    zh: '训练进程{how}。该训练已标为中断，并保留最后一个检查点之前的一切。',
  },
  'process.trainerLate': {
    en: 'The trainer did not stop within {seconds} s and was ended. The run is marked as interrupted and keeps everything up to its last checkpoint.',
    zh: '训练进程没有在 {seconds} 秒内停止，已被结束。该训练已标为中断，并保留最后一个检查点之前的一切。',
  },
  'process.curves': {
    en: 'The process that reads curves {how}. Nothing is lost: open the run again to start it anew.',
    zh: '读取曲线的进程{how}。没有丢失任何内容：请重新打开该训练以再次启动它。',
  },
  'process.explorer': {
    en: 'The explorer process {how}. Nothing is lost: it starts anew with the next question.',
    zh: '探索进程{how}。没有丢失任何内容：下一个问题会重新启动它。',
  },
  'process.index': {
    en: 'The process that looks at the training images {how}. Try it again.',
    zh: '查看训练图像的进程{how}。请再试一次。',
  },
  'process.page': {
    en: "The window's page ended unexpectedly ({reason}) and was loaded again. What trains went on meanwhile; what was typed into fields is gone. If it happens again, copy the details into a report.",
    zh: '窗口的页面意外结束（{reason}），已重新载入。正在训练的没有受影响；输入框里的内容丢失了。如果再次发生，请把详情复制到报告里。',
  },
  'process.unexpected': {
    en: 'The program met an error that it did not expect: {reason}. Trainings run in processes of their own and go on. Do again what you did last; if it comes back, copy the details into a report.',
    zh: '程序遇到了意外的错误：{reason}。训练在各自的进程里继续进行。请重做刚才的操作；如果再次发生，请把详情复制到报告里。',
  },
  'process.helper': {
    en: 'The helper process {how} while {deed}. Try it again; if it stays so, `npm run --silent cli -- doctor` says what is wrong.',
    zh: '辅助进程在{deed}时{how}。请再试一次；如果仍然如此，`npm run --silent cli -- doctor` 会说明问题所在。',
  },
  'deed.probe': { en: 'starting TensorFlow', zh: '启动 TensorFlow' },
  'deed.measurePace': { en: 'measuring the pace', zh: '测量速度' },
  'deed.listData': { en: 'reading the data sets', zh: '读取数据集' },
  'deed.listOwnData': { en: 'listing the data sets', zh: '列出数据集' },
  'deed.previewData': { en: 'reading the data set', zh: '读取数据集' },
  'deed.readData': { en: 'reading the data set', zh: '读取数据集' },
  'deed.cancelData': { en: 'stopping to read the data set', zh: '停止读取数据集' },
  'deed.keepData': { en: 'keeping the data set', zh: '保存数据集' },
  'deed.removeData': { en: 'removing the data set', zh: '移除数据集' },
  'deed.restoreData': { en: 'putting the data set back', zh: '放回数据集' },
  'deed.previewFigure': { en: 'drawing the figure', zh: '绘制图' },
  'deed.exportFigure': { en: 'writing the figure', zh: '写入图' },
  'deed.encodeFigure': { en: 'drawing the figure', zh: '绘制图' },
  'deed.cancelFigure': { en: 'giving up the figure', zh: '放弃图' },
  'deed.drawSheet': { en: 'drawing the sheet', zh: '绘制样本图' },
  'deed.judgeRun': { en: 'measuring the run', zh: '评估训练' },
  'deed.recognise': { en: 'looking into the file', zh: '查看文件' },
  'deed.sampleFile': { en: 'drawing from the file', zh: '从文件生成样本' },
  'deed.importFile': { en: 'importing the file', zh: '导入文件' },
  'deed.exportRun': { en: 'exporting the run', zh: '导出训练' },
  'settings.unread': {
    en: '{path} cannot be read ({reason}), so all settings are at their defaults.',
    zh: '无法读取 {path}（{reason}），因此所有设置都用默认值。',
  },
  'settings.noObject': {
    en: '{path} holds no JSON object, so all settings are at their defaults.',
    zh: '{path} 不是 JSON 对象，因此所有设置都用默认值。',
  },
  'settings.value': {
    en: '{path} holds a value that cannot be used for {key}, so this setting is at its default. All others are as they were.',
    zh: '{path} 里 {key} 的值无法使用，因此该设置用默认值。其他设置不变。',
  },
  'settings.values': {
    en: '{path} holds values that cannot be used for {keys}, so these settings are at their defaults. All others are as they were.',
    zh: '{path} 里 {keys} 的值无法使用，因此这些设置用默认值。其他设置不变。',
  },
  'file.gone': {
    en: '{path} is not there: it was moved, renamed or deleted. Open it from its new place.',
    zh: '{path} 不在原处：它被移动、改名或删除了。请从新位置打开。',
  },
  'file.goneRecent': {
    en: '{path} is not there: it was moved, renamed or deleted. It was taken off the list of recent files. Open it from its new place.',
    zh: '{path} 不在原处：它被移动、改名或删除了。已从最近的文件中移除。请从新位置打开。',
  },
  'file.comparisons': {
    en: 'The saved comparisons in {path} cannot be read ({reason}). The file is kept as {aside}; comparisons begin anew.',
    zh: '{path} 中保存的比较无法读取（{reason}）。该文件保留为 {aside}；比较从头开始。',
  },
  'file.comparisonsStuck': {
    en: 'The saved comparisons in {path} cannot be read ({reason}), nor can the file be put aside ({cause}).',
    zh: '{path} 中保存的比较无法读取（{reason}），也无法把该文件移到一旁（{cause}）。',
  },
  'file.notStudios': { en: 'it is not what the studio writes', zh: '它不是本软件写的' },
  'request.refused': {
    en: 'The request {channel} cannot be answered ({problem}). This is a fault of the program; copy the details into a report.',
    zh: '无法回答请求 {channel}（{problem}）。这是程序的错误；请把详情复制到报告里。',
  },
  'request.stranger': {
    en: 'The request {channel} did not come from the window and was not answered.',
    zh: '请求 {channel} 不是来自本窗口，因此没有回答。',
  },
  // the command line's own; the window never has them
  'terminal.words': { en: '{words}', zh: '命令行：{words}' },
  'machine.noTensorFlow': {
    en: 'Native TensorFlow cannot be loaded ({details}); run "npm run setup", or ask for the slow JavaScript backend with --backend js.',
    zh: '无法载入原生 TensorFlow（{details}）；请运行“npm run setup”，或用 --backend js 选择较慢的 JavaScript 后端。',
  },
} as const satisfies Texts;
