import { join } from 'node:path';
import type { JudgedRun } from '../../shared/comparison';
import { StudioError } from '../../shared/studio-error';
import { formatShape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { openDataSet } from '../data/open-data-set';
import { drawSamples } from '../gan/draw-samples';
import { digitImageShape } from '../gan/judge/classifier';
import type { Judge } from '../gan/judge/judge';
import { asLabelledDigits } from '../gan/judge/labelled-digits';
import { openJudge } from '../gan/judge/open-judge';
import { startTensorFlow } from '../gan/tensorflow';
import { openCheckpoint, type Checkpoint } from '../runs/checkpoint';
import { keepJudgement, readJudgement } from '../runs/judgement-file';
import { cacheFolder } from '../runs/locations';

export interface RunToJudge {
  readonly runFolder: string;
  /** Of the checkpoint. */
  readonly step: number;
}

/** As `judge` on the command line draws them unless it is told otherwise. */
const sampleCount = 1000;
const seed = 0;

/**
 * The judge's figures of a checkpoint: those kept in the run's cache, else measured and kept there.
 *
 * @throws StudioError `invalid-request` for images that are no digits, or as `openCheckpoint` and `keepJudgement`
 */
export async function judgeRun({ runFolder, step }: RunToJudge): Promise<JudgedRun> {
  const kept = await readJudgement(runFolder, step);
  if (kept) return kept;
  const { checkpoint } = await openCheckpoint(runFolder, step);
  checkDigits(checkpoint);
  await startTensorFlow({ backend: 'tensorflow' });
  // before the judge, which may have to learn first: weights that do not fit are said at once
  const { pixels } = drawSamples(checkpoint, { count: sampleCount, seed });
  const judge = await openMnistJudge();
  try {
    const { frechetDistance, frechetFloor, coverage } = judge.judge(pixels);
    const judged = {
      formatVersion: 1,
      step,
      sampleCount,
      frechetDistance,
      frechetFloor,
      digitsCovered: coverage,
    } as const;
    await keepJudgement(runFolder, judged);
    return judged;
  } finally {
    judge.dispose();
  }
}

async function openMnistJudge(): Promise<Judge> {
  const { training, test } = await openDataSet('mnist');
  if (!test) throw new StudioError('internal', worded('judge.noTest'));
  return openJudge(
    { cacheFolder: join(cacheFolder(), 'judge'), training: asLabelledDigits(training), test: asLabelledDigits(test) },
    { onNotice: (sentence) => console.error(sentence), onTraining: () => undefined },
  );
}

/** The judge knows digits only: of anything else its figures would mean nothing. */
function checkDigits({ recipe }: Checkpoint): void {
  const { side, channels } = recipe.data;
  const made = formatShape([side, side, channels]);
  const wanted = formatShape(digitImageShape);
  if (made === wanted) return;
  throw new StudioError('invalid-request', worded('judge.made', { wanted, made }));
}
