import { join } from 'node:path';
import type { FigureOf } from '../../shared/figure';
import { failure, toldOf } from '../../shared/result';
import { epochAt } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded, inWords, type Told } from '../../shared/wording/worded';
import { listSheetSteps, sheetFile } from '../runs/run-layout';
import { readRunRecord } from '../runs/run-record';
import { readSheet } from '../runs/sheet';
import type { FigureRun } from './figure-run';
import type { Stage } from './stages-picture';

/** The sheet of a step, or what is newest. @throws StudioError `run-unreadable` */
export async function storedSheet({ folder, shown }: FigureRun, step: number | null): Promise<Samples> {
  if (step === null && shown !== null) return shown;
  const steps = await sheetSteps(folder);
  const wanted = step ?? (steps.at(-1) as number);
  if (steps.includes(wanted)) return readSheet(sheetFile(folder, wanted));
  const message = worded('figure.noSheetOfStep', {
    folder,
    step: wanted,
    count: steps.length,
    first: steps[0] ?? 0,
    last: steps.at(-1) ?? 0,
  });
  throw new StudioError('run-unreadable', message);
}

/** Ascending, one at least. @throws StudioError `run-unreadable` */
export async function sheetSteps(folder: string): Promise<readonly number[]> {
  const steps = await listSheetSteps(folder);
  if (steps.length > 0) return steps;
  const where = join(folder, 'samples');
  throw new StudioError('run-unreadable', worded('figure.noSheetYet', { folder: where }));
}

/** Steps of an animation's pictures: each n-th of those in range, and the last. @throws StudioError `invalid-request` */
export function chosenSteps(
  steps: readonly number[],
  { from, to, every }: Pick<FigureOf<'training'>, 'from' | 'to' | 'every'>,
): readonly number[] {
  const inRange = steps.filter((step) => step >= (from ?? 0) && step <= (to ?? Infinity));
  const chosen = inRange.filter((_, index) => index % every === 0 || index === inRange.length - 1);
  if (chosen.length > 0) return chosen;
  const range = { from: from ?? worded('figure.fromFirst'), to: to ?? worded('figure.toLast') };
  const message = worded('figure.range', { ...range, first: steps[0] ?? 0, last: steps.at(-1) ?? 0 });
  throw new StudioError('invalid-request', message);
}

export interface StagesFound {
  readonly stages: readonly Stage[];
  readonly notices: readonly Told[];
}

/**
 * The stored sheets nearest to some moments. A title tells the moment of the sheet, never that which was asked for; where
 * they differ a notice says so.
 *
 * @throws StudioError `run-unreadable`, or `invalid-request` where the run does not know how many images an epoch has
 */
export async function findStages(run: FigureRun, { unit, at }: FigureOf<'stages'>): Promise<StagesFound> {
  const steps = await sheetSteps(run.folder);
  const toEpoch = unit === 'epochs' ? await epochOfStep(run) : null;
  const stages: Stage[] = [];
  const notices: Told[] = [];
  for (const moment of at) {
    const momentOf = (step: number): number => (toEpoch ? toEpoch(step) : step);
    const distance = (step: number): number => Math.abs(momentOf(step) - moment);
    const nearest = steps.reduce((best, step) => (distance(step) < distance(best) ? step : best));
    const momentAt = toEpoch
      ? worded('figure.epoch', { epoch: epochText(toEpoch(nearest)) })
      : worded('figure.step', { step: nearest });
    const asked = toEpoch
      ? worded('figure.epoch', { epoch: epochText(moment) })
      : worded('figure.step', { step: moment });
    const title = inWords(momentAt, 'en');
    if (title !== inWords(asked, 'en')) notices.push(worded('figure.noSheetAt', { asked, title: momentAt, nearest }));
    stages.push({ title, samples: await readSheet(sheetFile(run.folder, nearest)) });
  }
  return { stages, notices };
}

async function epochOfStep({ folder, recipe }: FigureRun): Promise<(step: number) => number> {
  const { dataSet } = await readRunRecord(folder);
  if (dataSet.imageCount > 0) return (step) => epochAt(step, recipe.schedule.batchSize, dataSet.imageCount);
  const message = worded('figure.noEpochs', { folder });
  throw new StudioError('invalid-request', message);
}

/** To a tenth, which is left out where it is 0. */
function epochText(epoch: number): string {
  return String(Math.round(epoch * 10) / 10);
}

export interface SheetOrDamage {
  readonly samples: Samples | null;
  /** Why there is none, a sentence. */
  readonly damage: Told | null;
}

/** For figures of many sheets, which a damaged one must not stop. */
export async function trySheet(folder: string, step: number): Promise<SheetOrDamage> {
  try {
    return { samples: await readSheet(sheetFile(folder, step)), damage: null };
  } catch (error) {
    return { samples: null, damage: toldOf(failure(error)) };
  }
}
