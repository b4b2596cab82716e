/** What a knob stands at, and the recipe with a knob turned. */
import { assertNever } from '../../shared/assert-never';
import type { Recipe } from '../../shared/recipe';
import { rateText } from '../i18n/number-text';
import { problemAt, type KnobProblem } from './knob-limits';
import { stepValue, type Direction } from './knob-steps';
import { knobs, type ChoiceKnob, type FlagKnob, type Knob, type MemberKnob, type NumberKnob } from './knob-table';
import { valueAt, withValueAt } from './recipe-path';

type Alternative = Readonly<Record<string, unknown>>;

/** The knobs that a recipe has: of an optimiser of another kind there is nothing to turn. */
export function knobsOf(recipe: Recipe): readonly Knob[] {
  return knobs.filter(({ path }) => valueAt(recipe, path) !== undefined);
}

/** The name of what is chosen. */
export function chosenOf(knob: ChoiceKnob, recipe: Recipe): string {
  const value = valueAt(recipe, knob.path);
  const isThis = (template: unknown): boolean =>
    knob.by !== undefined && isAlternative(template) && isAlternative(value)
      ? template[knob.by] === value[knob.by]
      : template === value;
  return Object.entries(knob.choices).find(([, template]) => isThis(template))?.[0] ?? '';
}

/** The recipe with another choice made; what an alternative has in common with the one before stays. */
export function choose(knob: ChoiceKnob, recipe: Recipe, name: string): Recipe {
  const template = knob.choices[name];
  const before = valueAt(recipe, knob.path);
  if (knob.by === undefined || !isAlternative(template)) return withValueAt(recipe, knob.path, template);
  const common = isAlternative(before)
    ? Object.fromEntries(Object.keys(template).flatMap((key) => (key in before ? [[key, before[key]]] : [])))
    : {};
  return withValueAt(recipe, knob.path, { ...template, ...common, [knob.by]: template[knob.by] });
}

export function isOn(knob: FlagKnob | MemberKnob | NumberKnob, recipe: Recipe): boolean {
  const value = valueAt(recipe, knob.path);
  switch (knob.kind) {
    case 'member':
      return Array.isArray(value) && value.includes(knob.member);
    case 'flag':
      return value !== knob.off;
    case 'number':
      return value !== null;
    default:
      return assertNever(knob);
  }
}

export function switchTo(knob: FlagKnob | MemberKnob | NumberKnob, recipe: Recipe, on: boolean): Recipe {
  switch (knob.kind) {
    case 'member': {
      const list = valueAt(recipe, knob.path) as readonly string[];
      const next = knob.all.filter((name) => (name === knob.member ? on : list.includes(name)));
      return withValueAt(recipe, knob.path, next);
    }
    case 'flag':
      return withValueAt(recipe, knob.path, on ? knob.on : knob.off);
    case 'number':
      return withValueAt(recipe, knob.path, on ? (knob.whenOn ?? null) : null);
    default:
      return assertNever(knob);
  }
}

/** As it stands in the field; empty where it is off. */
export function numberTextOf(knob: NumberKnob, recipe: Recipe): string {
  const value = valueAt(recipe, knob.path);
  return typeof value === 'number' ? numberText(value) : '';
}

/** Tiny numbers as learning rates are written, the others as they are. */
export function numberText(value: number): string {
  return value !== 0 && Math.abs(value) < 0.01 ? rateText(value) : String(value);
}

/** What a person typed; not a number where it is none. A comma is as good as a point. */
export function readNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
}

/** One step from what is typed; null where that is no number, or where the step would leave what is allowed. */
export function steppedNumber(knob: NumberKnob, recipe: Recipe, text: string, direction: Direction): number | null {
  const value = readNumber(text);
  if (!Number.isFinite(value)) return null;
  const next = stepValue(knob.step, value, direction, recipe.schedule.length.unit);
  return problemAt(recipe, knob.path, next) === null ? next : null;
}

export function readProblem(knob: NumberKnob, recipe: Recipe, text: string): KnobProblem | null {
  return problemAt(recipe, knob.path, readNumber(text));
}

/** Whether a knob stands otherwise than in another recipe; one that the other does not have belongs to what brought it. */
export function differs(knob: Knob, from: Recipe, to: Recipe): boolean {
  switch (knob.kind) {
    case 'choice':
      return chosenOf(knob, from) !== chosenOf(knob, to);
    case 'flag':
    case 'member':
      return isOn(knob, from) !== isOn(knob, to);
    case 'number': {
      const before = valueAt(from, knob.path);
      return before !== undefined && before !== valueAt(to, knob.path);
    }
    default:
      return assertNever(knob);
  }
}

/** The recipe with one knob as it stands in another one. */
export function setBack(knob: Knob, from: Recipe, to: Recipe): Recipe {
  if (knob.kind === 'member') return switchTo(knob, to, isOn(knob, from));
  // what an alternative brings comes back with it, but its shared settings stay
  if (knob.kind === 'choice' && knob.by !== undefined) {
    const before = valueAt(from, knob.path);
    if (!isAlternative(before)) return withValueAt(to, knob.path, before);
    const now = choose(knob, to, chosenOf(knob, from));
    const own = Object.fromEntries(
      Object.entries(before).filter(
        ([key]) => !isAlternative(valueAt(to, knob.path)) || !(key in (valueAt(to, knob.path) as Alternative)),
      ),
    );
    return withValueAt(to, knob.path, { ...(valueAt(now, knob.path) as Alternative), ...own });
  }
  return withValueAt(to, knob.path, valueAt(from, knob.path));
}

function isAlternative(value: unknown): value is Alternative {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
