import { join } from 'node:path';
import { success } from '../../shared/result';
import type { Handlers } from './answer-request';
import type { ExplorerHost } from './explorer-host';
import type { TrainingIndexHost } from './training-index-host';

export interface ExplorerSurroundings {
  readonly runsFolder: string;
  readonly explorer: Pick<ExplorerHost, 'ask'>;
  readonly trainingIndex: Pick<TrainingIndexHost, 'build' | 'learnDigits' | 'cancel'>;
  readonly readClipboard: () => string | Promise<string>;
}

type ExplorerHandlers = Pick<Handlers, Extract<keyof Handlers, `explore:${string}`>>;

/** The longest text that can be a copied latent. Characters. */
const longestPaste = 200_000;

export function createExplorerHandlers(around: ExplorerSurroundings): ExplorerHandlers {
  const { runsFolder, explorer, trainingIndex, readClipboard } = around;
  return {
    'explore:ask': ({ runId, step, lane }, question) =>
      explorer.ask({ runFolder: join(runsFolder, runId), step, lane, question }),
    'explore:index': (runId) => trainingIndex.build(join(runsFolder, runId)),
    'explore:learn-digits': () => trainingIndex.learnDigits(),
    'explore:cancel-index': () => {
      trainingIndex.cancel();
      return success(undefined);
    },
    'explore:paste': async () => success((await readClipboard()).slice(0, longestPaste)),
  };
}
