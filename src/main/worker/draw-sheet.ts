import { sheetSampleCount, type Samples } from '../../shared/run';
import { drawFromLatents } from '../gan/draw-samples';
import { startTensorFlow } from '../gan/tensorflow';
import { openCheckpoint } from '../runs/checkpoint';
import { drawFixedLatents } from '../../shared/fixed-latents';

export interface SheetToDraw {
  readonly runFolder: string;
  /** Of the checkpoint. */
  readonly step: number;
  /** Of the latents: those of the sheets that a run of this seed keeps. */
  readonly seed: number;
}

/** A sheet of a checkpoint as a run of another seed would have drawn it. @throws StudioError as `openCheckpoint` */
export async function drawSheet({ runFolder, step, seed }: SheetToDraw): Promise<Samples> {
  const { checkpoint } = await openCheckpoint(runFolder, step);
  await startTensorFlow({ backend: 'tensorflow' });
  const latents = drawFixedLatents({ ...checkpoint.recipe, seed });
  return drawFromLatents(checkpoint, { latents, count: sheetSampleCount });
}
