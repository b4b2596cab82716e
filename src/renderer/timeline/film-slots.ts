import { nearestStep } from './stored-position';
import { shareOf, stepAt, type TimeAxis } from './time-axis';

export interface FilmFrame {
  readonly step: number;
  /** Which place of the strip, from 0 at the left. */
  readonly slot: number;
}

/** The stored sheet at each place of a film strip along the axis; none is shown twice, and places without one stay empty. */
export function filmFrames(axis: TimeAxis, steps: readonly number[], slots: number): readonly FilmFrame[] {
  const frames: FilmFrame[] = [];
  for (let slot = 0; slot < slots; slot++) {
    // the ends of the strip are the ends of the axis
    const share = slots === 1 ? 1 : slot / (slots - 1);
    const step = nearestStep(steps, stepAt(axis, share));
    if (step === null || frames.at(-1)?.step === step) continue;
    if (slotOf(axis, step, slots) === slot) frames.push({ step, slot });
  }
  return frames;
}

function slotOf(axis: TimeAxis, step: number, slots: number): number {
  return Math.round(shareOf(axis, step) * (slots - 1));
}
