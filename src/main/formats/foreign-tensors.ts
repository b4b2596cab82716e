import { elementCount, formatShape, type Shape } from '../../shared/tensor';
import { worded, type Told, type Worded } from '../../shared/wording/worded';
import { FormatError } from './format-error';
import type { NumberKind } from './number-kinds';

/** An array of numbers of another program, under the name that it has there. */
export interface ForeignTensor {
  readonly name: string;
  /** As the file keeps it; `data` is float32 whatever it is. */
  readonly dtype: NumberKind;
  /** In the other framework's order of axes. */
  readonly shape: Shape;
  /** Row-major. */
  readonly data: Float32Array;
}

export const foreignFormats = ['safetensors', 'pytorch', 'pytorch-old', 'tfjs', 'keras-h5', 'keras'] as const;
export type ForeignFormat = (typeof foreignFormats)[number];

/** What a file of weights of another program holds. */
export interface ForeignTensors {
  readonly format: ForeignFormat;
  /** In the order of the file. */
  readonly tensors: readonly ForeignTensor[];
  /** The description of the layers as Keras writes it, parsed and unchecked; null where the file has none. */
  readonly model: unknown;
  /** What a safetensors file says of itself, unchecked; left out in other formats. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** What a person should know of the reading, a sentence each. */
  readonly notes: readonly Told[];
}

/** Beyond these a file is refused before anything is allocated. */
export const foreignLimits = {
  /** Of a file, and of all its numbers as float32. */
  bytes: 1024 ** 3,
  tensors: 10_000,
  axes: 16,
  /** Characters of a tensor's name. */
  name: 1_000,
} as const;

/** Adds up what a file claims to hold, so that it is refused before it is allocated. */
export interface TensorBudget {
  /** @throws FormatError where the tensor, or all of them together, would be too large */
  claim(name: string, shape: Shape): number;
}

/**
 * @param fileBytes a file may come to at most eight times its own size as float32, which bytes that stand for many
 * numbers (a stride of 0) would pass; small files may come to 64 MB
 */
export function tensorBudget(fileBytes: number): TensorBudget {
  const most = Math.min(foreignLimits.bytes, Math.max(64 * 1024 ** 2, 8 * fileBytes)) / 4;
  let numbers = 0;
  let tensors = 0;
  return {
    claim: (name, shape) => {
      checkName(name);
      if (shape.length > foreignLimits.axes || !shape.every(isSize)) {
        throw new FormatError(worded('tensors.shape', { name: shownName(name) }));
      }
      const count = elementCount(shape);
      numbers += count;
      tensors += 1;
      if (tensors > foreignLimits.tensors)
        throw new FormatError(worded('tensors.count', { most: foreignLimits.tensors }));
      if (!(numbers <= most)) {
        const claim = { name: shownName(name), shape: formatShape(shape), most };
        throw new FormatError(worded('tensors.numbers', claim));
      }
      return count;
    },
  };
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

function checkName(name: string): void {
  if (name.length > foreignLimits.name) {
    throw new FormatError(worded('tensors.name', { most: foreignLimits.name }));
  }
}

/** A name of a file, fit to be shown: short, and without what a terminal would obey. */
export function shownName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- what a terminal would obey
  return name.slice(0, 200).replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
}

/** @throws FormatError where two tensors have the same name */
export function checkNamesDiffer(tensors: readonly { readonly name: string }[]): void {
  const names = new Set<string>();
  for (const { name } of tensors) {
    if (names.has(name)) throw new FormatError(worded('json.twice', { key: shownName(name) }));
    names.add(name);
  }
}

/** The sentence about numbers that float32 does not hold exactly. */
export function roundedNote(names: readonly string[]): readonly Worded[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 3).map(shownName).join(', ');
  const more = names.length - 3;
  return [more > 0 ? worded('note.roundedMore', { names: shown, more }) : worded('note.rounded', { names: shown })];
}
