/** The plain knobs of a recipe, as a person types them. */
import type { z } from 'zod';
import { rateText } from '../i18n/number-text';
import { recipeSchema, type Recipe, type RunLength } from '../../shared/recipe';

export const knobNames = ['length', 'batchSize', 'generatorRate', 'discriminatorRate', 'seed'] as const;
export type KnobName = (typeof knobNames)[number];
export type LengthUnit = RunLength['unit'];
export const lengthUnits: readonly LengthUnit[] = ['minutes', 'epochs', 'steps'];

export function isLengthUnit(value: unknown): value is LengthUnit {
  return lengthUnits.some((unit) => unit === value);
}

/** What stands in the fields: texts, because a half-typed number is one too. */
export interface KnobTexts extends Readonly<Record<KnobName, string>> {
  readonly unit: LengthUnit;
}

/** Why a field's text cannot be used. */
export type KnobProblem =
  | { readonly kind: 'notANumber' | 'notWhole' }
  | { readonly kind: 'tooSmall' | 'tooBig'; readonly limit: number; readonly inclusive: boolean };

export type KnobReading =
  | { readonly ok: true; readonly recipe: Recipe }
  | {
      readonly ok: false;
      readonly problems: Partial<Readonly<Record<KnobName, KnobProblem>>>;
      readonly other: string | null;
    };

const paths: Readonly<Record<string, KnobName>> = {
  'schedule.length.amount': 'length',
  'schedule.batchSize': 'batchSize',
  'optimisers.generator.learningRate': 'generatorRate',
  'optimisers.discriminator.learningRate': 'discriminatorRate',
  seed: 'seed',
};

export function textsOf(recipe: Recipe): KnobTexts {
  const { schedule, optimisers, seed } = recipe;
  return {
    length: String(schedule.length.amount),
    unit: schedule.length.unit,
    batchSize: String(schedule.batchSize),
    generatorRate: rateText(optimisers.generator.learningRate),
    discriminatorRate: rateText(optimisers.discriminator.learningRate),
    seed: String(seed),
  };
}

/** The preset with what the person typed, checked by the recipe's own rules. */
export function readKnobs(preset: Recipe, source: string, texts: KnobTexts): KnobReading {
  const { generator, discriminator } = preset.optimisers;
  const checked = recipeSchema.safeParse({
    ...preset,
    data: { ...preset.data, source },
    optimisers: {
      generator: { ...generator, learningRate: numberIn(texts.generatorRate) },
      discriminator: { ...discriminator, learningRate: numberIn(texts.discriminatorRate) },
    },
    schedule: {
      ...preset.schedule,
      batchSize: numberIn(texts.batchSize),
      length: { unit: texts.unit, amount: numberIn(texts.length) },
    },
    seed: numberIn(texts.seed),
  });
  if (checked.success) return { ok: true, recipe: checked.data };
  const problems: Partial<Record<KnobName, KnobProblem>> = {};
  const others: string[] = [];
  for (const issue of checked.error.issues) {
    const knob = paths[issue.path.join('.')];
    if (knob) problems[knob] ??= problemOf(issue);
    else others.push(issue.message);
  }
  return { ok: false, problems, other: others.length === 0 ? null : others.join(' ') };
}

function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
}

function problemOf(issue: z.core.$ZodIssue): KnobProblem {
  if (issue.code === 'too_small') {
    return { kind: 'tooSmall', limit: Number(issue.minimum), inclusive: issue.inclusive ?? true };
  }
  if (issue.code === 'too_big') {
    return { kind: 'tooBig', limit: Number(issue.maximum), inclusive: issue.inclusive ?? true };
  }
  return { kind: issue.code === 'invalid_type' && issue.expected === 'int' ? 'notWhole' : 'notANumber' };
}
