import type { Texts } from '../texts';

/** What is wrong with a run or a part of its folder. */
export const runTexts = {
  'run.beingTaken': { en: 'another process is just taking it', zh: '另一个进程正要使用它' },
  'run.writer': { en: 'process {pid} on {host} writes into it', zh: '主机 {host} 上的进程 {pid} 正在写入' },
  'run.used': { en: 'it is in use', zh: '它正在使用中' },
  'run.trainingBy': {
    en: 'The run "{run}" is training (process {pid} on {host} writes into it); stop it first.',
    zh: '训练“{run}”正在进行（主机 {host} 上的进程 {pid} 正在写入）；请先停止它。',
  },
  'run.trainingByOther': {
    en: 'The run "{run}" is training (another process writes into it); stop it first.',
    zh: '训练“{run}”正在进行（另一个进程正在写入）；请先停止它。',
  },
  'run.noTrash': {
    en: 'The system did not take the run "{run}" into its trash ({reason}); it is still there.',
    zh: '系统没有把训练“{run}”移入回收站（{reason}）；它还在原处。',
  },
  'run.beingWritten': {
    en: 'The run {folder} is being written; stop it or wait until it ends, then export it.',
    zh: '训练 {folder} 正在被写入；请停止它或等它结束，然后导出。',
  },
  'run.beingWrittenBy': {
    en: 'The run {folder} is being written by process {pid} on {host}; stop it or wait until it ends, then export it.',
    zh: '训练 {folder} 正在被主机 {host} 上的进程 {pid} 写入；请停止它或等它结束，然后导出。',
  },
  'run.cureRestore': { en: 'restore the file or delete the run folder', zh: '请恢复该文件或删除训练文件夹' },
  'run.cureAllow': { en: 'allow reading it or choose another run', zh: '请允许读取，或选择另一次训练' },
  'run.cureFolder': { en: 'choose another runs folder', zh: '请选择另一个训练文件夹' },
  'run.trainsAlready': { en: 'The run "{run}" is training already.', zh: '训练“{run}”已在进行。' },
  'run.notStopped': {
    en: 'The run "{run}" is not training, so it cannot be stopped.',
    zh: '训练“{run}”没有在进行，因此不能停止。',
  },
  'run.notPaused': {
    en: 'The run "{run}" is not training, so it cannot be paused.',
    zh: '训练“{run}”没有在进行，因此不能暂停。',
  },
  'run.notRetried': {
    en: 'The run "{run}" is not training, so it cannot be tried again.',
    zh: '训练“{run}”没有在进行，因此不能再试。',
  },
  'run.queued': {
    en: '"{title}" had its turn and could not start; it is out of the queue. {why}',
    zh: '“{title}”轮到时无法开始，已移出队列。{why}',
  },
  'run.notWaiting': {
    en: 'This training does not wait any more; it has begun or was removed.',
    zh: '这次训练不再等待；它已开始或被移除。',
  },
  'run.notShown': {
    en: 'The folder {folder} could not be shown: {reason}.',
    zh: '无法显示文件夹 {folder}：{reason}。',
  },
  'run.fileChanged': {
    en: '{file} changed while it was read; wait until nobody writes it, then try again.',
    zh: '{file} 在读取时被改动了；请等到没有程序写入它时再试。',
  },
  'run.unreadable': { en: 'Cannot read {path} ({reason}); {cure}.', zh: '无法读取 {path}（{reason}）；{cure}。' },
  'run.noFolder': {
    en: 'There is no run folder {folder}; choose one from the list of runs.',
    zh: '没有训练文件夹 {folder}；请从训练列表中选择。',
  },
  'run.notes': {
    en: 'The notes cannot be kept ({problem}); change it and keep them again.',
    zh: '备注无法保存（{problem}）；请修改后再保存。',
  },
  'run.inUse': {
    en: 'Cannot go on with the run {folder}: {why}; stop it there first.',
    zh: '无法继续训练 {folder}：{why}；请先在那里停止。',
  },
  'run.nothingLeftBranch': {
    en: 'The run {folder} has done {done} steps, and the recipe asks for {wanted}, counted from its first step; make it longer, or go on from an earlier step.',
    zh: '训练 {folder} 已完成 {done} 步，而配方要求从它的第一步算起共 {wanted} 步；请加长，或从更早的一步继续。',
  },
  'run.divergedLoss': {
    en: 'Training stopped at step {step}: {name} became {value}. Lower the learning rates or clip the gradients, then train again.',
    zh: '训练在第 {step} 步停止：{name} 变成了 {value}。请降低学习率或裁剪梯度，然后重新训练。',
  },
  'run.divergedWeights': {
    en: 'Training stopped at step {step}: {name} is no longer finite. Lower the learning rates or clip the gradients, then train again.',
    zh: '训练在第 {step} 步停止：{name} 不再是有限的数。请降低学习率或裁剪梯度，然后重新训练。',
  },
  'run.otherData': {
    en: 'Cannot go on with the run {folder}: {name} holds other images now than when it was trained; put the earlier ones back, or train anew.',
    zh: '无法继续训练 {folder}：{name} 现在的图像与训练时不同；请放回原来的，或重新训练。',
  },
  'run.nothingLeft': {
    en: 'The run {folder} has done {done} steps, all that it was asked for; say a larger number of steps to go on.',
    zh: '训练 {folder} 已完成要求的全部 {done} 步；请指定更多的步数再继续。',
  },
  'run.cureNotes': {
    en: 'mend the file; when notes are written again a copy of it is kept beside',
    zh: '请修复该文件；再次写备注时会在旁边保留它的副本',
  },
  'run.name': {
    en: '"{name}" is not a name that a run folder can have; rename it with letters, digits and hyphens.',
    zh: '“{name}”不能用作训练文件夹的名称；请改用字母、数字和连字符。',
  },
  'checkpoint.recipe': { en: 'its recipe is not valid', zh: '它的配方无效' },
  'checkpoint.none': {
    en: 'The run {folder} has no checkpoint that can be read; train it until it writes one.',
    zh: '训练 {folder} 没有可读取的检查点；请训练到它写出一个。',
  },
  'checkpoint.noStepAny': {
    en: 'The run {folder} has no checkpoint of step {step}; it has none.',
    zh: '训练 {folder} 没有第 {step} 步的检查点；它一个也没有。',
  },
  'checkpoint.noStep': {
    en: 'The run {folder} has no checkpoint of step {step}; choose one of: {steps}.',
    zh: '训练 {folder} 没有第 {step} 步的检查点；请选择其一：{steps}。',
  },
  'checkpoint.passedOver': {
    en: 'Passed over the damaged checkpoint {file}: {reason}',
    zh: '跳过了损坏的检查点 {file}：{reason}',
  },
  'checkpoint.notYet': {
    en: 'The run "{run}" has no checkpoint yet; wait for its first one.',
    zh: '训练“{run}”还没有检查点；请等它写出第一个。',
  },
  'checkpoint.lacks': {
    en: 'The checkpoint lacks {name}; choose another step.',
    zh: '检查点缺少 {name}；请选择另一步。',
  },
  'checkpoint.holds': {
    en: 'The checkpoint holds {name} as {found}, but its recipe needs float32 [{wanted}]; choose another step.',
    zh: '检查点里的 {name} 是 {found}，但它的配方需要 float32 [{wanted}]；请选择另一步。',
  },
  'checkpoint.noChecksum': { en: 'it carries no checksum', zh: '它没有校验和' },
  'checkpoint.version': {
    en: 'it is no checkpoint of this version of GAN Studio',
    zh: '它不是这个版本的 GAN Studio 的检查点',
  },
  'checkpoint.turns': { en: 'the state of its turns is not valid', zh: '它记录的轮次状态无效' },
  'checkpoint.checksum': { en: 'its checksum does not match its bytes', zh: '它的校验和与内容不符' },
  'checkpoint.unreadable': {
    en: 'Cannot read the checkpoint {file}: {reason}; choose another step.',
    zh: '无法读取检查点 {file}：{reason}；请选择另一步。',
  },
  'checkpoint.noPin': {
    en: 'The run {folder} has no checkpoint of step {step} that could be pinned; choose one that it keeps.',
    zh: '训练 {folder} 没有可固定的第 {step} 步检查点；请选择它保留着的一个。',
  },
  'checkpoint.andDamage': { en: '{before} {file}: {reason}.', zh: '{before}{file}：{reason}。' },
  'sheet.otherRecipe': { en: 'its recipe is not the one that its text names', zh: '它的配方不是它的文本所说的那一个' },
  'sheet.unreadable': {
    en: 'Cannot read the sheet {file}: {reason}; choose another one.',
    zh: '无法读取样本图 {file}：{reason}；请选择另一张。',
  },
  'sheet.none': { en: 'it is no sheet of GAN Studio', zh: '它不是 GAN Studio 的样本图' },
  'sheet.size': {
    en: 'its picture does not have the size that its text names',
    zh: '它的图片大小与它的文本所说的不同',
  },
} as const satisfies Texts;
