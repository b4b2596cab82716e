/** The door of the explorer: holds a checkpoint open and answers questions about it, or looks at the training images once. */
import { assertNever } from '../../shared/assert-never';
import { explorerCommandSchema, type ExplorerCommand, type ExplorerMessage } from '../../shared/ipc';
import { failure, success, type Result } from '../../shared/result';
import { learnDigits } from '../explore/digit-reader';
import { Explorer } from '../explore/explorer';
import { buildTrainingIndex } from '../explore/training-index';
import { startTensorFlow } from '../gan/tensorflow';
import { readRecipe } from '../runs/run-record';
import { endOnUnexpectedErrors, parentPort } from './parent-port';

const port = parentPort();
const explorer = new Explorer();

const send = (message: ExplorerMessage): void => port.postMessage(message);

async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await work());
  } catch (error) {
    return failure(error);
  }
}

async function index(runFolder: string): Promise<void> {
  await startTensorFlow({ backend: 'tensorflow' });
  await buildTrainingIndex(await readRecipe(runFolder), (progress) => send({ type: 'progress', progress }));
}

async function learn(): Promise<void> {
  await startTensorFlow({ backend: 'tensorflow' });
  await learnDigits((progress) => send({ type: 'progress', progress }));
}

async function obey(command: ExplorerCommand): Promise<void> {
  switch (command.type) {
    case 'ask': {
      const { id, runFolder, step, question } = command;
      send({ type: 'answer', id, result: await attempt(() => explorer.answer(runFolder, step, question)) });
      return;
    }
    case 'learn-digits':
      send({ type: 'indexed', result: await attempt(learn) });
      return;
    case 'index':
      send({ type: 'indexed', result: await attempt(() => index(command.runFolder)) });
      return;
    default:
      assertNever(command);
  }
}

endOnUnexpectedErrors((error) => console.error(failure(error).message));
port.onMessage((data) => void obey(explorerCommandSchema.parse(data)));
