import type { Telling } from './result';
import { z } from 'zod';
import type { Recipe } from './recipe';
import { saying } from './wording/value-words';
import { worded } from './wording/worded';

/** What Windows keeps for devices, whatever follows it. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name that is also a file's name on every system: letters of any language, digits, spaces and hyphens. */
export const presetNameSchema = z
  .string()
  .max(60)
  .refine((name) => /^[\p{L}\p{N}]+([ _-]+[\p{L}\p{N}]+)*$/u.test(name), saying(worded('value.presetName')))
  .refine((name) => !reserved.test(name), saying(worded('value.reserved')));

/** The presets that a person keeps, by name. */
export interface OwnPresets {
  readonly presets: readonly Recipe[];
  /** Files among them that hold no recipe, each with the reason. */
  readonly unreadable: readonly (Telling & { readonly name: string })[];
}

/** Whether two names mean the same file where capitals do not count. */
export function isSamePresetName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}
