/**
 * What a schema refuses, in words of every language. Zod has sentences in other languages too, but as finished text of one
 * of them: they cannot cross a process and be said in the language that the window has when it shows them.
 */
import type { z } from 'zod';
import { inWords, worded, type Worded } from './worded';

type Issue = z.core.$ZodIssue;

/** For a refinement of one's own: the second argument of `refine` and `custom`, and a part of `addIssue`. */
export function saying(told: Worded): { readonly message: string; readonly params: { readonly told: Worded } } {
  return { message: inWords(told, 'en'), params: { told } };
}

/** The first problem without its place, for whoever names the place. @param value what was refused */
export function valueProblem(error: z.ZodError, value: unknown): Worded {
  return problemOf(firstOf(error), value);
}

/** The first problem with its place. @param value what was refused */
export function firstProblem(error: z.ZodError, value: unknown): Worded {
  const issue = firstOf(error);
  return worded('value.at', { place: placeOf(issue), problem: problemOf(issue, value) });
}

const mostProblems = 10;

/**
 * Each problem as a sentence: its place, what stands there, what must.
 *
 * @param value what was refused
 * @param written texts as the person gave them, by path
 */
export function problemSentences(
  error: z.ZodError,
  value: unknown,
  written: ReadonlyMap<string, string> = new Map(),
): Worded {
  const [first, ...others] = error.issues.slice(0, mostProblems).map((issue) => {
    const place = placeOf(issue);
    const problem = problemOf(issue, value);
    const given = written.get(issue.path.join('.')) ?? JSON.stringify(valueAt(value, issue.path));
    const isShort = given !== undefined && given.length <= 80;
    const told = isShort ? worded('value.given', { place, given, problem }) : worded('value.at', { place, problem });
    return worded('value.sentence', { problem: told });
  });
  const said = others.reduce((before, next) => worded('value.and', { before, next }), first as Worded);
  const more = error.issues.length - mostProblems;
  return more > 0 ? worded('value.more', { before: said, count: more }) : said;
}

function firstOf({ issues: [issue] }: z.ZodError): Issue {
  if (!issue) throw new Error('A schema refused a value without a reason.');
  return issue;
}

function placeOf({ path }: Issue): string | Worded {
  return path.length === 0 ? worded('value.whole') : path.join('.');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((container, key) => {
    if (typeof container !== 'object' || container === null || !Object.hasOwn(container, key)) return undefined;
    return (container as Record<PropertyKey, unknown>)[key];
  }, value);
}

function problemOf(issue: Issue, value: unknown): Worded {
  const isMissing = issue.path.length > 0 && valueAt(value, issue.path) === undefined;
  switch (issue.code) {
    case 'custom':
      return toldIn(issue.params) ?? worded('value.refused', { words: issue.message });
    case 'invalid_type':
      return isMissing ? worded('value.missing') : kindProblem(issue.expected);
    case 'invalid_value':
      return isMissing ? worded('value.missing') : choiceProblem(issue.values);
    case 'invalid_union':
      if (isMissing) return worded('value.missing');
      return 'options' in issue && issue.options ? choiceProblem(issue.options) : worded('value.noChoice');
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'unrecognized_keys':
      return worded('value.unknownKeys', { keys: issue.keys.join(', ') });
    case 'not_multiple_of':
      return worded('value.multiple', { of: issue.divisor });
    case 'invalid_format':
      return worded('value.form', { form: issue.format });
    case 'invalid_key':
    case 'invalid_element':
      return worded('value.badKey');
  }
}

function toldIn(params: Readonly<Record<string, unknown>> | undefined): Worded | null {
  return (params?.['told'] as Worded | undefined) ?? null;
}

function kindProblem(expected: string): Worded {
  switch (expected) {
    case 'string':
      return worded('value.text');
    case 'number':
      return worded('value.number');
    case 'int':
      return worded('value.integer');
    case 'boolean':
      return worded('value.flag');
    case 'array':
    case 'tuple':
      return worded('value.list');
    case 'object':
    case 'record':
      return worded('value.object');
    default:
      return worded('value.kind', { kind: expected });
  }
}

function choiceProblem(values: readonly z.core.util.Primitive[]): Worded {
  const texts = values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value)));
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return worded('value.one', { value: only });
  return worded('value.choice', { values: texts.join(', ') });
}

function tooSmall({ origin, minimum, inclusive = true }: z.core.$ZodIssueTooSmall): Worded {
  const limit = Number(minimum);
  if (origin === 'string') return worded('value.lettersLeast', { limit });
  if (origin === 'array' || origin === 'set') return worded('value.entriesLeast', { limit });
  return inclusive ? worded('value.atLeast', { limit }) : worded('value.above', { limit });
}

function tooBig({ origin, maximum, inclusive = true }: z.core.$ZodIssueTooBig): Worded {
  const limit = Number(maximum);
  if (origin === 'string') return worded('value.letters', { limit });
  if (origin === 'array' || origin === 'set') return worded('value.entries', { limit });
  return inclusive ? worded('value.atMost', { limit }) : worded('value.below', { limit });
}
