import { FormatError } from './format-error';
import { allowedGlobal, callGlobal, storageOf } from './pickle-globals';
import { decimalOf, longOf, pickleBytes, type PickleBytes } from './pickle-reader';
import { PickleDict, PickleList, PickleTensor, PickleTuple, type PickleValue } from './pickle-values';
import { worded, type Worded } from '../../shared/wording/worded';

/** Beyond these a pickle is refused. */
export const pickleLimits = {
  opcodes: 5_000_000,
  memo: 1_000_000,
  /** Values that wait to be put into something. */
  stack: 1_000_000,
  marks: 1_000,
  /** Bytes of one text. */
  text: 16 * 1024 * 1024,
  /** Bytes of one whole number. */
  long: 64,
} as const;

interface Machine {
  readonly bytes: PickleBytes;
  /** Without the marks. */
  stack: PickleValue[];
  /** Where each open mark lies. */
  readonly marks: number[];
  readonly memo: Map<number, PickleValue>;
}

/**
 * Reads one pickle with an allow-list: it can make numbers, texts, lists, tuples, dicts and tensors, and refuses every
 * other name before anything is made of it. Nothing is loaded, called or run, whatever the pickle says.
 * Opcodes after https://github.com/python/cpython/blob/main/Lib/pickletools.py, protocols 0 to 4.
 *
 * @param start of the pickle among the bytes
 * @returns what it makes, and where it ends
 * @throws FormatError with the reason; where a global is refused, its name
 */
export function readPickle(bytes: Uint8Array, start = 0): { readonly value: PickleValue; readonly end: number } {
  const machine: Machine = { bytes: pickleBytes(bytes, start), stack: [], marks: [], memo: new Map() };
  for (let count = 0; count < pickleLimits.opcodes; count++) {
    const opcode = machine.bytes.byte();
    if (opcode === stopOpcode) {
      if (machine.stack.length !== 1 || machine.marks.length > 0) throw new FormatError(worded('pickle.endsEarly'));
      return { value: pop(machine), end: machine.bytes.position() };
    }
    const act = opcodes.get(opcode);
    if (!act) throw new FormatError(refusal(opcode));
    act(machine);
    if (machine.stack.length > pickleLimits.stack) throw new FormatError(worded('pickle.stack'));
  }
  throw new FormatError(worded('pickle.opcodes', { most: pickleLimits.opcodes }));
}

const stopOpcode = 0x2e;

/** Opcodes that make other things than plain values; their names say what the pickle tried. */
const refusedNames: Readonly<Record<number, Worded>> = {
  0x50: worded('pickle.opText'),
  0x69: worded('pickle.opObject', { name: 'INST' }),
  0x6f: worded('pickle.opObject', { name: 'OBJ' }),
  0x81: worded('pickle.opObject', { name: 'NEWOBJ' }),
  0x92: worded('pickle.opObject', { name: 'NEWOBJ_EX' }),
  0x82: worded('pickle.opRegistry', { name: 'EXT1' }),
  0x83: worded('pickle.opRegistry', { name: 'EXT2' }),
  0x84: worded('pickle.opRegistry', { name: 'EXT4' }),
  0x97: worded('pickle.opBuffer'),
};

function refusal(opcode: number): Worded {
  const code = opcode.toString(16).padStart(2, '0');
  return worded('pickle.refused', { name: refusedNames[opcode] ?? worded('pickle.opcode', { code }) });
}

function pop(machine: Machine): PickleValue {
  const floor = machine.marks.at(-1) ?? 0;
  const value = machine.stack.length > floor ? machine.stack.pop() : undefined;
  if (value === undefined) throw new FormatError(worded('pickle.takes'));
  return value;
}

function top(machine: Machine): PickleValue {
  const value = machine.stack.length > (machine.marks.at(-1) ?? 0) ? machine.stack.at(-1) : undefined;
  if (value === undefined) throw new FormatError(worded('pickle.takes'));
  return value;
}

/** Everything above the latest mark, which goes. */
function popMark(machine: Machine): readonly PickleValue[] {
  const mark = machine.marks.pop();
  if (mark === undefined) throw new FormatError(worded('pickle.mark'));
  return machine.stack.splice(mark);
}

function push(make: (bytes: PickleBytes) => PickleValue): (machine: Machine) => void {
  return (machine) => {
    machine.stack.push(make(machine.bytes));
  };
}

function textOf(bytes: PickleBytes, length: number): string {
  return Buffer.from(raw(bytes, length)).toString('utf8');
}

function latinOf(bytes: PickleBytes, length: number): string {
  return Buffer.from(raw(bytes, length)).toString('latin1');
}

function raw(bytes: PickleBytes, length: number): Uint8Array {
  if (!(length >= 0 && length <= pickleLimits.text)) throw new FormatError(worded('pickle.textLong'));
  return bytes.take(length);
}

function bounded(bytes: PickleBytes, length: number): number | bigint {
  if (!(length >= 0 && length <= pickleLimits.long)) throw new FormatError(worded('pickle.numberLong'));
  return longOf(bytes.take(length));
}

/** INT also writes truth values, as `01` and `00`. */
function intOrBoolean(line: string): PickleValue {
  if (line === '01') return true;
  return line === '00' ? false : decimalOf(line);
}

function floatOf(line: string): number {
  const value = Number(line);
  if (line.trim() === '' || Number.isNaN(value)) throw new FormatError(worded('pickle.number'));
  return value;
}

function quoted(line: string): string {
  const inner = /^(['"])([^\\]*)\1$/.exec(line)?.[2];
  if (inner === undefined) throw new FormatError(worded('pickle.quoted'));
  return inner;
}

function store(machine: Machine, key: number): void {
  if (machine.memo.size >= pickleLimits.memo) throw new FormatError(worded('pickle.remembers'));
  machine.memo.set(key, top(machine));
}

function recall(machine: Machine, key: number): void {
  const value = machine.memo.get(key);
  if (value === undefined) throw new FormatError(worded('pickle.recalls', { key }));
  machine.stack.push(value);
}

function memoKey(line: string): number {
  if (!/^\d{1,9}$/.test(line)) throw new FormatError(worded('pickle.noKey'));
  return Number(line);
}

function appendTo(machine: Machine, items: readonly PickleValue[]): void {
  const list = top(machine);
  if (!(list instanceof PickleList)) throw new FormatError(worded('pickle.noList'));
  for (const item of items) list.items.push(item);
}

function setItems(machine: Machine, items: readonly PickleValue[]): void {
  const dict = top(machine);
  if (!(dict instanceof PickleDict)) throw new FormatError(worded('pickle.noDict'));
  fill(dict, items);
}

function fill(dict: PickleDict, items: readonly PickleValue[]): void {
  if (items.length % 2 !== 0) throw new FormatError(worded('pickle.halfPair'));
  for (let index = 0; index < items.length; index += 2) {
    dict.entries.set(items[index] as PickleValue, items[index + 1] as PickleValue);
  }
}

function dictOf(items: readonly PickleValue[]): PickleDict {
  const dict = new PickleDict();
  fill(dict, items);
  return dict;
}

function listOf(items: readonly PickleValue[]): PickleList {
  const list = new PickleList();
  for (const item of items) list.items.push(item);
  return list;
}

function tuple(machine: Machine, length: number): void {
  const items = Array.from({ length }, () => pop(machine)).reverse();
  machine.stack.push(new PickleTuple(items));
}

function stackGlobal(machine: Machine): void {
  const name = pop(machine);
  const module = pop(machine);
  if (typeof name !== 'string' || typeof module !== 'string') throw new FormatError(worded('pickle.noGlobal'));
  machine.stack.push(allowedGlobal(module, name));
}

function reduce(machine: Machine): void {
  const args = pop(machine);
  machine.stack.push(callGlobal(pop(machine), args));
}

/** A state dict carries versions of its layers as an attribute; they are passed over. */
function build(machine: Machine): void {
  const state = pop(machine);
  const target = top(machine);
  if (target instanceof PickleDict && state instanceof PickleDict) return;
  // tensors of subclasses keep attributes, of which none is needed
  if (target instanceof PickleTensor && (state instanceof PickleDict || state === null)) return;
  throw new FormatError(worded('pickle.state'));
}

const opcodes: ReadonlyMap<number, (machine: Machine) => void> = new Map<number, (machine: Machine) => void>([
  [
    0x80,
    ({ bytes }) => {
      const protocol = bytes.byte();
      if (protocol > 5) throw new FormatError(worded('pickle.protocol', { protocol }));
    },
  ],
  [0x95, ({ bytes }) => void bytes.uint64()],
  [
    0x28,
    ({ marks, stack }) => {
      if (marks.length >= pickleLimits.marks) throw new FormatError(worded('pickle.deep'));
      marks.push(stack.length);
    },
  ],
  [0x30, (machine) => void pop(machine)],
  [0x31, (machine) => void popMark(machine)],
  [0x32, (machine) => machine.stack.push(top(machine))],
  [0x4e, push(() => null)],
  [0x88, push(() => true)],
  [0x89, push(() => false)],
  [0x49, push((bytes) => intOrBoolean(bytes.line()))],
  [0x4a, push((bytes) => bytes.int32())],
  [0x4b, push((bytes) => bytes.byte())],
  [0x4d, push((bytes) => bytes.uint16())],
  [0x4c, push((bytes) => decimalOf(bytes.line()))],
  [0x8a, push((bytes) => bounded(bytes, bytes.byte()))],
  [0x8b, push((bytes) => bounded(bytes, bytes.int32()))],
  [0x46, push((bytes) => floatOf(bytes.line()))],
  [0x47, push((bytes) => bytes.float64())],
  [0x53, push((bytes) => quoted(bytes.line()))],
  [0x54, push((bytes) => latinOf(bytes, bytes.int32()))],
  [0x55, push((bytes) => latinOf(bytes, bytes.byte()))],
  [0x56, push((bytes) => bytes.line())],
  [0x58, push((bytes) => textOf(bytes, bytes.uint32()))],
  [0x8c, push((bytes) => textOf(bytes, bytes.byte()))],
  [0x8d, push((bytes) => textOf(bytes, bytes.uint64()))],
  [0x42, push((bytes) => raw(bytes, bytes.uint32()))],
  [0x43, push((bytes) => raw(bytes, bytes.byte()))],
  [0x5d, push(() => new PickleList())],
  [0x29, push(() => new PickleTuple([]))],
  [0x7d, push(() => new PickleDict())],
  [0x6c, (machine) => machine.stack.push(listOf(popMark(machine)))],
  [0x74, (machine) => machine.stack.push(new PickleTuple(popMark(machine)))],
  [0x64, (machine) => machine.stack.push(dictOf(popMark(machine)))],
  [0x85, (machine) => tuple(machine, 1)],
  [0x86, (machine) => tuple(machine, 2)],
  [0x87, (machine) => tuple(machine, 3)],
  [0x61, (machine) => appendTo(machine, [pop(machine)])],
  [0x65, (machine) => appendTo(machine, popMark(machine))],
  [
    0x73,
    (machine) => {
      const value = pop(machine);
      const key = pop(machine);
      setItems(machine, [key, value]);
    },
  ],
  [0x75, (machine) => setItems(machine, popMark(machine))],
  [0x63, push((bytes) => allowedGlobal(bytes.line(), bytes.line()))],
  [0x93, stackGlobal],
  [0x52, reduce],
  [0x62, build],
  [0x51, (machine) => machine.stack.push(storageOf(pop(machine)))],
  [0x70, (machine) => store(machine, memoKey(machine.bytes.line()))],
  [0x71, (machine) => store(machine, machine.bytes.byte())],
  [0x72, (machine) => store(machine, machine.bytes.uint32())],
  [0x94, (machine) => store(machine, machine.memo.size)],
  [0x67, (machine) => recall(machine, memoKey(machine.bytes.line()))],
  [0x68, (machine) => recall(machine, machine.bytes.byte())],
  [0x6a, (machine) => recall(machine, machine.bytes.uint32())],
]);
