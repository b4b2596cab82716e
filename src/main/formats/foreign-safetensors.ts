import { roundedNote, tensorBudget, type ForeignTensor, type ForeignTensors } from './foreign-tensors';
import { bytesOfKind, readNumbers, type NumberKind } from './number-kinds';
import { parseSafetensors } from './safetensors';

const kindOfCode = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U64: 'uint64',
  U32: 'uint32',
  U16: 'uint16',
  U8: 'uint8',
  BOOL: 'bool',
} as const satisfies Readonly<Record<string, NumberKind>>;
type Code = keyof typeof kindOfCode;

const sizes = Object.fromEntries(
  Object.entries(kindOfCode).map(([code, kind]) => [code, bytesOfKind[kind]]),
) as Readonly<Record<Code, number>>;

/**
 * Reads a safetensors file of another program. As strict as our own reader: every byte belongs to exactly one tensor.
 *
 * @throws FormatError with the reason
 */
export function readForeignSafetensors(bytes: Uint8Array): ForeignTensors {
  const { entries, data, metadata } = parseSafetensors(bytes, sizes);
  const budget = tensorBudget(bytes.length);
  for (const { name, shape } of entries) budget.claim(name, shape);
  const rounded: string[] = [];
  const tensors = entries.map(({ name, code, shape, begin, end }): ForeignTensor => {
    const dtype = kindOfCode[code];
    const { data: numbers, exact } = readNumbers(data.subarray(begin, end), dtype);
    if (!exact) rounded.push(name);
    return { name, dtype, shape, data: numbers };
  });
  return { format: 'safetensors', tensors, model: null, metadata, notes: roundedNote(rounded) };
}
