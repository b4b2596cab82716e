/** Whole numbers from 0 to below `limit`, the same for the same seed. */
export type Dice = (limit: number) => number;

/** Mulberry32: small, fast, good enough to choose bytes. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

const tellingBytes = [0, 1, 0x7f, 0x80, 0xff, 0x2c, 0x30, 0x0a];
const tellingNumbers = [0, 1, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe];

type Mutation = (bytes: Buffer, dice: Dice, others: readonly Buffer[]) => Buffer;

const mutations: readonly Mutation[] = [
  (bytes, dice) => withByte(bytes, dice, (byte) => byte ^ (1 << dice(8))),
  (bytes, dice) => withByte(bytes, dice, () => dice(256)),
  (bytes, dice) => withByte(bytes, dice, () => tellingBytes[dice(tellingBytes.length)] as number),
  writeNumber,
  (bytes, dice) => bytes.subarray(0, dice(bytes.length + 1)),
  (bytes, dice) => cut(bytes, dice(bytes.length + 1), dice(40)),
  (bytes, dice) => insert(bytes, dice(bytes.length + 1), Buffer.alloc(dice(40), dice(256))),
  (bytes, dice) => insert(bytes, dice(bytes.length + 1), slice(bytes, dice)),
  (bytes, dice, others) => insert(bytes, dice(bytes.length + 1), slice(others[dice(others.length)] ?? bytes, dice)),
];

/** One to eight changes; small numbers near the beginning, where headers lie, are likelier. */
export function mutate(seeds: readonly Buffer[], dice: Dice): Buffer {
  let bytes: Buffer = Buffer.from(seeds[dice(seeds.length)] ?? Buffer.alloc(0));
  for (let left = 1 + dice(8); left > 0; left--) {
    bytes = mutations[dice(mutations.length)]?.(bytes, dice, seeds) ?? bytes;
  }
  return bytes;
}

function place(bytes: Buffer, dice: Dice): number {
  return dice(2) === 0 ? dice(Math.min(64, bytes.length)) : dice(bytes.length);
}

function withByte(bytes: Buffer, dice: Dice, change: (byte: number) => number): Buffer {
  const changed = Buffer.from(bytes);
  const at = place(bytes, dice);
  if (at < changed.length) changed[at] = change(changed[at] as number);
  return changed;
}

function writeNumber(bytes: Buffer, dice: Dice): Buffer {
  const changed = Buffer.from(bytes);
  const at = place(bytes, dice);
  if (at + 4 > changed.length) return changed;
  const number = tellingNumbers[dice(tellingNumbers.length)] as number;
  if (dice(2) === 0) changed.writeUInt32LE(number, at);
  else changed.writeUInt32BE(number, at);
  return changed;
}

function slice(bytes: Buffer, dice: Dice): Buffer {
  const start = dice(bytes.length + 1);
  return bytes.subarray(start, start + dice(200));
}

function cut(bytes: Buffer, at: number, length: number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
}

function insert(bytes: Buffer, at: number, more: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}
