import { FormatError } from './format-error';
import { worded } from '../../shared/wording/worded';

/**
 * Parses JSON and refuses what JSON.parse lets pass: a key twice in one object, and the key `__proto__`.
 *
 * @throws FormatError
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FormatError(worded('json.none'), { cause: error });
  }
  checkKeys(text);
  return value;
}

/** @param text valid JSON */
function checkKeys(text: string): void {
  /** One set of keys for each open object, null for each open array. */
  const open: (Set<string> | null)[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(null);
    else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, index);
      const keys = open.at(-1);
      if (keys && isFollowedByColon(text, end)) addKey(keys, JSON.parse(text.slice(index, end)) as string);
      index = end - 1;
    }
  }
}

function addKey(keys: Set<string>, key: string): void {
  if (key === '__proto__') throw new FormatError(worded('json.forbidden'));
  if (keys.has(key)) throw new FormatError(worded('json.twice', { key }));
  keys.add(key);
}

/** Index after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function isFollowedByColon(text: string, from: number): boolean {
  let index = from;
  while (/\s/.test(text[index] ?? '')) index++;
  return text[index] === ':';
}
