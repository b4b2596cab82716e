/** The curves of a part of a run in finer rows: the whole run is known only in wide ones. */
import { CurveTable } from '../../shared/curve-table';
import { success, type Result } from '../../shared/result';
import type { RunId } from '../../shared/run';
import { studio } from '../bridge/studio';
import { mostRows } from './watched-run';

/** After a move of the part in sight, before its curves are asked for. Milliseconds. */
export const quiet = 60;
/** While a run trains, the part in sight is asked for anew at most this often. Milliseconds. */
export const longest = 1_000;

/** @param range steps; fractions are taken out to the next whole ones @param most rows */
export async function readStretch(
  runId: RunId,
  range: { readonly from: number; readonly to: number },
  most: number,
): Promise<Result<CurveTable>> {
  const from = Math.max(1, Math.floor(range.from));
  const to = Math.max(from, Math.ceil(range.to));
  const answer = await studio.request('run:curves', runId, { from, to }, most);
  return answer.ok ? success(new CurveTable(answer.value.rows.width, answer.value.rows.data)) : answer;
}

/**
 * In as fine rows as can be told apart.
 *
 * @param range as for `readStretch`
 * @param knownWidth of the rows in which the whole run is known
 * @returns null where finer ones cannot be had: those that are known are as good, and grow with every step
 */
export async function readFiner(
  runId: RunId,
  range: { readonly from: number; readonly to: number },
  knownWidth: number,
): Promise<Result<CurveTable | null>> {
  if (knownWidth === 1) return success(null);
  const answer = await readStretch(runId, range, mostRows);
  return answer.ok && answer.value.width >= knownWidth ? success(null) : answer;
}
