import type { CurveTable } from '../curve-table';
import type { ObjectiveSpec } from '../objective-spec';
import type { RunSummary } from '../run';
import { inWords } from '../wording/worded';
import type { SheetVariety } from './collapse';
import { judgeRun, type Health } from './judge-run';

/** A run's health as of now. @param variety of its newest sheet; null where none was looked at */
export function healthOfRun(
  { state, reason }: Pick<RunSummary, 'state' | 'reason'>,
  objective: Pick<ObjectiveSpec, 'kind'>,
  curves: CurveTable,
  variety: SheetVariety | null,
): Health {
  const because = reason === null ? '' : inWords(reason, 'en');
  const isDiverged = state === 'failed' && /NaN|Infinity|finite/.test(because);
  return judgeRun({ curves, objective, variety, divergedBecause: isDiverged ? because : null });
}
