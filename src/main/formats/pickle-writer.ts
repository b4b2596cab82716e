/** What a pickle can be made of here: as much as PyTorch's own files are. */
export type PickleValue =
  | string
  | number
  | boolean
  | { readonly kind: 'tuple'; readonly items: readonly PickleValue[] }
  /** A name of a module, for example a class. */
  | { readonly kind: 'global'; readonly module: string; readonly name: string }
  | { readonly kind: 'call'; readonly callee: PickleValue; readonly arguments: readonly PickleValue[] }
  /** Something that lies outside the pickle, by what its reader knows it by. */
  | { readonly kind: 'persistent'; readonly id: PickleValue }
  /** A dictionary, with entries put into it. */
  | {
      readonly kind: 'filled';
      readonly dictionary: PickleValue;
      readonly entries: readonly (readonly [PickleValue, PickleValue])[];
    };

/** Opcodes of https://github.com/python/cpython/blob/main/Lib/pickletools.py */
const opcodes = {
  protocol: 0x80,
  stop: 0x2e,
  mark: 0x28,
  text: 0x58,
  byte: 0x4b,
  twoBytes: 0x4d,
  fourBytes: 0x4a,
  long: 0x8a,
  yes: 0x88,
  no: 0x89,
  tuple: 0x74,
  smallTuples: [0x29, 0x85, 0x86, 0x87],
  global: 0x63,
  call: 0x52,
  persistent: 0x51,
  setItems: 0x75,
} as const;

/**
 * Python's pickle of protocol 2, without a memo: what is named twice is written twice.
 *
 * @throws TypeError for a number that is not whole
 */
export function encodePickle(value: PickleValue): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(opcodes.protocol, 2)];
  write(value, parts);
  parts.push(Uint8Array.of(opcodes.stop));
  return Buffer.concat(parts);
}

function write(value: PickleValue, parts: Uint8Array[]): void {
  const put = (...bytes: readonly number[]): unknown => parts.push(Uint8Array.from(bytes));
  if (typeof value === 'string') return writeText(value, parts);
  if (typeof value === 'number') return writeInteger(value, parts);
  if (typeof value === 'boolean') return void put(value ? opcodes.yes : opcodes.no);
  switch (value.kind) {
    case 'tuple':
      return writeTuple(value.items, parts);
    case 'global':
      return void parts.push(Buffer.from(`${String.fromCharCode(opcodes.global)}${value.module}\n${value.name}\n`));
    case 'call':
      write(value.callee, parts);
      write({ kind: 'tuple', items: value.arguments }, parts);
      return void put(opcodes.call);
    case 'persistent':
      write(value.id, parts);
      return void put(opcodes.persistent);
    case 'filled':
      write(value.dictionary, parts);
      put(opcodes.mark);
      for (const entry of value.entries) for (const part of entry) write(part, parts);
      return void put(opcodes.setItems);
  }
}

function writeTuple(items: readonly PickleValue[], parts: Uint8Array[]): void {
  const small = opcodes.smallTuples[items.length];
  if (small === undefined) parts.push(Uint8Array.of(opcodes.mark));
  for (const item of items) write(item, parts);
  parts.push(Uint8Array.of(small ?? opcodes.tuple));
}

function writeText(text: string, parts: Uint8Array[]): void {
  const encoded = Buffer.from(text, 'utf8');
  const header = Buffer.alloc(5);
  header[0] = opcodes.text;
  header.writeUInt32LE(encoded.length, 1);
  parts.push(header, encoded);
}

function writeInteger(value: number, parts: Uint8Array[]): void {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is no whole number.`);
  if (value >= 0 && value < 2 ** 8) return void parts.push(Uint8Array.of(opcodes.byte, value));
  if (value >= 0 && value < 2 ** 16) {
    return void parts.push(Uint8Array.of(opcodes.twoBytes, value & 0xff, value >> 8));
  }
  const isLong = value < -(2 ** 31) || value >= 2 ** 31;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  if (isLong) {
    const length = bytesOf(value);
    parts.push(Uint8Array.of(opcodes.long, length), bytes.subarray(0, length));
  } else parts.push(Uint8Array.of(opcodes.fourBytes), bytes.subarray(0, 4));
}

/** As few as two's complement needs. */
function bytesOf(value: number): number {
  let length = 1;
  while (BigInt.asIntN(8 * length, BigInt(value)) !== BigInt(value)) length++;
  return length;
}
