import { z } from 'zod';
import { canonicalJson } from './canonical-json';

/**
 * What a value says beyond its schema's defaults: every key whose value is the default is left out, at every depth. So
 * is an optional part that says nothing else. A field with a default that the schema gains later changes nothing.
 *
 * @param value as the schema's `parse` gives it
 */
export function withoutDefaults(schema: z.ZodType, value: unknown): unknown {
  if (!hasDefaults(schema)) return value;
  if (isWrapper(schema)) return value === null || value === undefined ? value : withoutDefaults(inner(schema), value);
  if (schema instanceof z.ZodObject) return objectWithoutDefaults(schema, value as Readonly<Record<string, unknown>>);
  if (schema instanceof z.ZodArray) {
    const element = schema.element as z.ZodType;
    return (value as readonly unknown[]).map((item) => withoutDefaults(element, item));
  }
  if (schema instanceof z.ZodUnion) {
    const option = (schema.options as readonly z.ZodType[]).find((one) => one.safeParse(value).success);
    return option ? withoutDefaults(option, value) : value;
  }
  return value;
}

function objectWithoutDefaults(
  { shape }: z.ZodObject,
  value: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const said = Object.entries(value).flatMap(([key, item]) => {
    const schema = shape[key] as z.ZodType;
    if (item === undefined || isDefault(schema, item)) return [];
    const part = withoutDefaults(schema, item);
    return schema instanceof z.ZodOptional && saysNothing(part) ? [] : [[key, part] as const];
  });
  return Object.fromEntries(said);
}

function isDefault(schema: z.ZodType, value: unknown): boolean {
  return schema instanceof z.ZodDefault && canonicalJson(schema.parse(undefined)) === canonicalJson(value);
}

function saysNothing(part: unknown): boolean {
  return typeof part === 'object' && part !== null && Object.keys(part).length === 0;
}

type Wrapper = z.ZodDefault<z.ZodType> | z.ZodNullable<z.ZodType> | z.ZodOptional<z.ZodType>;

function isWrapper(schema: z.ZodType): schema is Wrapper {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional;
}

function inner(schema: Wrapper): z.ZodType {
  return schema.unwrap();
}

const known = new WeakMap<z.ZodType, boolean>();

/** Whether anything in it can be left out: layers, most of a recipe, have nothing of the kind. */
function hasDefaults(schema: z.ZodType): boolean {
  const kept = known.get(schema);
  if (kept !== undefined) return kept;
  const found = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || partsOf(schema).some(hasDefaults);
  known.set(schema, found);
  return found;
}

function partsOf(schema: z.ZodType): readonly z.ZodType[] {
  if (isWrapper(schema)) return [inner(schema)];
  if (schema instanceof z.ZodObject) return Object.values(schema.shape) as readonly z.ZodType[];
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodUnion) return schema.options as readonly z.ZodType[];
  return [];
}
