import { FormatError } from './format-error';
import { shownName } from './foreign-tensors';
import {
  PickleDict,
  PickleGlobal,
  PickleList,
  PickleStorage,
  PickleTensor,
  PickleTuple,
  type PickleValue,
} from './pickle-values';
import type { NumberKind } from './number-kinds';
import { worded } from '../../shared/wording/worded';

/** Storage types by their names in PyTorch. */
export const storageKinds: Readonly<Record<string, NumberKind>> = {
  'torch.DoubleStorage': 'float64',
  'torch.FloatStorage': 'float32',
  'torch.HalfStorage': 'float16',
  'torch.BFloat16Storage': 'bfloat16',
  'torch.LongStorage': 'int64',
  'torch.IntStorage': 'int32',
  'torch.ShortStorage': 'int16',
  'torch.CharStorage': 'int8',
  'torch.ByteStorage': 'uint8',
  'torch.BoolStorage': 'bool',
};

const mostAxes = 16;

/** What a `REDUCE` of each name makes; nothing else can be called. */
const makers: Readonly<Record<string, (args: readonly PickleValue[]) => PickleValue>> = {
  'collections.OrderedDict': makeDict,
  'torch._utils._rebuild_tensor_v2': makeTensor,
  'torch._utils._rebuild_tensor': makeTensor,
  'torch._utils._rebuild_parameter': ([tensor]) => {
    if (tensor instanceof PickleTensor) return tensor;
    throw new FormatError(worded('pickle.noTensor'));
  },
  'torch.Size': ([sizes]) => new PickleTuple(itemsOf(sizes)),
};

/**
 * A global of the pickle, if it stands in the allow-list.
 *
 * @throws FormatError that names it
 */
export function allowedGlobal(module: string, name: string): PickleGlobal {
  const full = `${module}.${name}`;
  const isKnown = Object.hasOwn(makers, full) || Object.hasOwn(storageKinds, full);
  // Python follows dots in a name through the module's attributes
  if (isKnown && !name.includes('.')) return new PickleGlobal(full);
  const shown = shownName(full);
  const isModel = /^(?:__main__|models?|torch\.nn|nets?|networks?)\b/.test(module);
  throw new FormatError(worded(isModel ? 'pickle.wholeModel' : 'pickle.global', { shown }));
}

/** What calling a global gives. @throws FormatError where it cannot be called like that */
export function callGlobal(callable: PickleValue, args: PickleValue): PickleValue {
  if (!(callable instanceof PickleGlobal)) throw new FormatError(worded('pickle.noFunction'));
  const maker = Object.hasOwn(makers, callable.name) ? makers[callable.name] : undefined;
  if (!maker) throw new FormatError(worded('pickle.calls', { name: callable.name }));
  return maker(itemsOf(args));
}

/** The storage that a persistent id names. @throws FormatError */
export function storageOf(id: PickleValue): PickleStorage {
  const [word, type, key, , count, view] = itemsOf(id);
  if (word !== 'storage' || !(type instanceof PickleGlobal) || !Object.hasOwn(storageKinds, type.name)) {
    throw new FormatError(worded('pickle.storageKind'));
  }
  if (typeof key !== 'string' || !isCount(count)) throw new FormatError(worded('pickle.storageKey'));
  if (view !== undefined && view !== null) {
    throw new FormatError(worded('pickle.views'));
  }
  return new PickleStorage(type.name, key, count);
}

function makeDict([pairs]: readonly PickleValue[]): PickleValue {
  const dict = new PickleDict();
  for (const pair of pairs === undefined ? [] : itemsOf(pairs)) {
    const [key, value] = itemsOf(pair);
    if (key === undefined || value === undefined) throw new FormatError(worded('pickle.halfPair'));
    dict.entries.set(key, value);
  }
  return dict;
}

function makeTensor([storage, offset, shape, strides]: readonly PickleValue[]): PickleValue {
  if (!(storage instanceof PickleStorage) || !isCount(offset)) {
    throw new FormatError(worded('pickle.tensorStorage'));
  }
  const sizes = countsOf(shape);
  const steps = countsOf(strides);
  if (sizes.length !== steps.length || sizes.length > mostAxes) {
    throw new FormatError(worded('pickle.strides', { sizes: sizes.length, strides: steps.length }));
  }
  return new PickleTensor(storage, offset, sizes, steps);
}

function countsOf(value: PickleValue | undefined): readonly number[] {
  const items = itemsOf(value);
  if (items.every(isCount)) return items;
  throw new FormatError(worded('pickle.size'));
}

function itemsOf(value: PickleValue | undefined): readonly PickleValue[] {
  if (value instanceof PickleTuple || value instanceof PickleList) return value.items;
  throw new FormatError(worded('pickle.tuple'));
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
