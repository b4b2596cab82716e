/** What a knob may be set to, as the recipe's own schema says. */
import { z } from 'zod';
import { recipeSchema, type Recipe } from '../../shared/recipe';

/** Why a field's text cannot be used. */
export type KnobProblem =
  | { readonly kind: 'notANumber' | 'notWhole' }
  | { readonly kind: 'tooSmall' | 'tooBig'; readonly limit: number; readonly inclusive: boolean };

/** The schema of the value at a path; of alternatives the one that the recipe has now. Null where there is no such place. */
export function schemaAt(recipe: Recipe, path: string): z.ZodType | null {
  let schema: z.ZodType | null = recipeSchema;
  let value: unknown = recipe;
  for (const key of path.split('.')) {
    const object: z.ZodObject | null = objectOf(schema, value);
    schema = (object?.shape[key] as z.ZodType | undefined) ?? null;
    if (schema === null) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return schema;
}

/** Why the schema refuses a number there; null where it takes it. */
export function problemAt(recipe: Recipe, path: string, value: number): KnobProblem | null {
  const issue = schemaAt(recipe, path)?.safeParse(value).error?.issues[0];
  return issue ? problemOf(issue) : null;
}

/** What really holds the value: defaults and `null` left out. */
export function innerSchema(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return innerSchema(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function objectOf(schema: z.ZodType | null, value: unknown): z.ZodObject | null {
  if (schema === null || typeof value !== 'object' || value === null) return null;
  const inner = innerSchema(schema);
  if (inner instanceof z.ZodObject) return inner;
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return null;
  const { discriminator } = inner.def;
  const option = (inner.options as readonly z.ZodObject[]).find(
    ({ shape }) =>
      (shape[discriminator] as z.ZodType).safeParse((value as Record<string, unknown>)[discriminator]).success,
  );
  return option ?? null;
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
