import { resolve } from 'node:path';
import type { Device, Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { drawSamples, type TrainedWeights } from '../gan/draw-samples';
import { createGanSession } from '../gan/session';
import { startTensorFlow } from '../gan/tensorflow';
import { chooseCandidate } from './choose-candidate';
import type { Content } from './content';
import { putIn } from './import-file';
import { lookInto } from './look-into';
import { checkFinite } from './make-run';
import { importFailure } from './unreadable-file';

export interface FileSampleRequest {
  readonly path: string;
  /** Which reading of foreign weights: its id; null = the only one. */
  readonly candidate: string | null;
  /** Of the latents. */
  readonly seed: number;
  readonly count: number;
  readonly backend: Device['backend'];
}

/**
 * Draws from the weights in a file and keeps nothing.
 *
 * @throws StudioError where the file is damaged or holds no weights, or where the person must choose
 */
export async function sampleFile({ path, candidate, seed, count, backend }: FileSampleRequest): Promise<Samples> {
  const file = resolve(path);
  try {
    const content = await lookInto(file);
    await startTensorFlow({ backend });
    const weights = weightsOf(file, content, candidate);
    checkFinite(file, weights.tensors);
    return drawSamples(weights, { seed, count });
  } catch (error) {
    throw importFailure(file, error);
  }
}

function weightsOf(path: string, content: Content, candidate: string | null): TrainedWeights {
  if (content.kind === 'checkpoint') return content.checkpoint;
  if (content.kind !== 'weights') {
    throw new StudioError('invalid-request', worded('import.noWeights', { path }));
  }
  const { recipe, weights } = chooseCandidate(path, content.candidates, content.problem, candidate);
  const session = createGanSession({ ...recipe, execution: 'eager' });
  try {
    return { recipe, step: 0, tensors: putIn(session.read(), weights) };
  } finally {
    session.dispose();
  }
}
