import { worded, type Worded } from '../../shared/wording/worded';
import type { OpenedCheckpoint } from '../runs/checkpoint';

/** That damaged checkpoints lay before the one that training goes on from, a notice each. */
export function passedOverNotices({
  skipped,
  checkpoint,
}: Pick<OpenedCheckpoint, 'skipped' | 'checkpoint'>): readonly Worded[] {
  return skipped.map(({ file, reason }) => worded('notice.passedOver', { file, reason, step: checkpoint.step }));
}
