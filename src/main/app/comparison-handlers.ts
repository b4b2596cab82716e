import { join } from 'node:path';
import { success } from '../../shared/result';
import { readComparedRun } from '../runs/read-compared-run';
import { readJudgement } from '../runs/judgement-file';
import type { Handlers } from './answer-request';
import type { ComparisonFile } from './comparison-file';
import type { WorkbenchHost } from './workbench-host';

/** What the handlers of comparisons stand on. */
export interface ComparisonSurroundings {
  readonly runsFolder: string;
  readonly workbench: WorkbenchHost;
  readonly comparisons: ComparisonFile;
}

type ComparisonChannels =
  | 'comparison:read'
  | 'comparison:draw'
  | 'comparison:judged'
  | 'comparison:judge'
  | 'comparison:list'
  | 'comparison:save'
  | 'comparison:remove';

/** Runs side by side. */
export function createComparisonHandlers(around: ComparisonSurroundings): Pick<Handlers, ComparisonChannels> {
  const { runsFolder, workbench, comparisons } = around;
  const folderOf = (runId: string): string => join(runsFolder, runId);
  return {
    'comparison:read': async (runId) => success(await readComparedRun(folderOf(runId))),
    'comparison:draw': (runId, step, seed) => workbench.drawSheet({ runFolder: folderOf(runId), step, seed }),
    'comparison:judged': async (runId, step) => success(await readJudgement(folderOf(runId), step)),
    'comparison:judge': (runId, step) => workbench.judgeRun({ runFolder: folderOf(runId), step }),
    'comparison:list': async () => success(await comparisons.list()),
    'comparison:save': async (comparison) => success(await comparisons.save(comparison)),
    'comparison:remove': async (id) => success(await comparisons.remove(id)),
  };
}
