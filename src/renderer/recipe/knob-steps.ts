/** The next sensible value of a knob, up or down; a text that is no number stays as it is. */
import { assertNever } from '../../shared/assert-never';
import { rateText } from '../i18n/number-text';
import type { KnobName, LengthUnit } from './knobs';

export type Direction = 1 | -1;

export function stepKnob(knob: KnobName, text: string, direction: Direction, unit: LengthUnit): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  switch (knob) {
    case 'length':
      return String(unit === 'steps' ? ladder(value, direction) : Math.max(1, Math.round(value) + direction));
    case 'batchSize':
      return String(
        Math.max(2, 2 ** (direction > 0 ? Math.floor(Math.log2(value)) + 1 : Math.ceil(Math.log2(value)) - 1)),
      );
    case 'generatorRate':
    case 'discriminatorRate':
      return rateText(ladder(value, direction));
    case 'seed':
      return String(Math.max(0, Math.round(value) + direction));
    default:
      return assertNever(knob);
  }
}

const rungs = [1, 2, 5, 10];

/** The next number of 1, 2, 5, 10, 20, 50 … */
function ladder(value: number, direction: Direction): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const position = value / power;
  const tolerance = 1e-6;
  const above = rungs.find((rung) => rung > position + tolerance) ?? 20;
  const below = rungs.toReversed().find((rung) => rung < position - tolerance) ?? 0.5;
  return Number(((direction > 0 ? above : below) * power).toPrecision(12));
}
