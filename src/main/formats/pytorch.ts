import { FormatError } from './format-error';
import {
  checkNamesDiffer,
  foreignLimits,
  roundedNote,
  shownName,
  tensorBudget,
  type ForeignTensor,
  type ForeignTensors,
} from './foreign-tensors';
import { bytesOfKind, readNumbers, type NumberKind } from './number-kinds';
import { readPickle } from './pickle';
import { storageKinds } from './pickle-globals';
import {
  PickleDict,
  PickleList,
  PickleTensor,
  PickleTuple,
  type PickleStorage,
  type PickleValue,
} from './pickle-values';
import { openZipArchive, readMember, type ZipMember } from './zip-archive';
import { worded } from '../../shared/wording/worded';

const mostPickleBytes = 64 * 1024 * 1024;
const mostDepth = 32;
const mostValues = 1_000_000;

/** The number with which files before PyTorch 1.6 begin, pickled. */
const oldMagic = 0x1950a86a20f9469cfc6cn;
const oldProtocol = 1001;

/**
 * Whether bytes begin like a pickle of protocol 2 or newer, which PyTorch's old files do.
 *
 * @param bytes the beginning of a file
 */
export function beginsLikePickle(bytes: Uint8Array): boolean {
  return bytes[0] === 0x80 && bytes[1] !== undefined && bytes[1] >= 2 && bytes[1] <= 5;
}

/**
 * Reads what `torch.save` wrote since PyTorch 1.6: a ZIP with a pickle and a member a storage.
 *
 * @throws FormatError with the reason
 */
export async function readPyTorchZip(bytes: Buffer): Promise<ForeignTensors> {
  const archive = await openZipArchive(bytes);
  try {
    const members = new Map(archive.members.map((member) => [member.path, member]));
    const pickles = archive.members.filter(({ path }) => /^[^/]+\/data\.pkl$/.test(path));
    const [pickle] = pickles;
    if (!pickle || pickles.length > 1) throw new FormatError(worded('pytorch.none'));
    const root = pickle.path.slice(0, -'data.pkl'.length);
    const littleEndian = (await shortText(members.get(`${root}byteorder`))) !== 'big';
    const { value } = readPickle(await readWithin(pickle, mostPickleBytes));
    const views = findTensors(value);
    checkBudget(views, bytes.length);
    const storages = new Map<string, Uint8Array>();
    for (const [key, storage] of storagesOf(views)) {
      storages.set(key, await readStorage(members.get(`${root}data/${key}`), storage));
    }
    return { format: 'pytorch', ...readTensors(views, storages, littleEndian), model: null };
  } finally {
    archive.close();
  }
}

async function shortText(member: ZipMember | undefined): Promise<string | null> {
  return member ? Buffer.from(await readWithin(member, 64)).toString('latin1') : null;
}

function readWithin(member: ZipMember, most: number): Promise<Uint8Array> {
  if (member.size > most) throw new FormatError(worded('zip.memberLarge', { member: shownName(member.path), most }));
  return readMember(member);
}

async function readStorage(member: ZipMember | undefined, { key, ...storage }: PickleStorage): Promise<Uint8Array> {
  const needed = storage.count * bytesOfKind[kindOf(storage.type)];
  if (!member) throw new FormatError(worded('pytorch.storageMissing', { name: shownName(key) }));
  if (member.size !== needed) {
    throw new FormatError(worded('pytorch.storageSize', { name: shownName(key), found: member.size, needed }));
  }
  return readWithin(member, foreignLimits.bytes);
}

/**
 * Reads what `torch.save` wrote before PyTorch 1.6: pickles, one behind the other, then the storages.
 *
 * @throws FormatError with the reason
 */
export function readOldPyTorch(bytes: Buffer): ForeignTensors {
  const magic = readPickle(bytes);
  if (magic.value !== oldMagic) throw new FormatError(worded('pytorch.pickleOnly'));
  const protocol = readPickle(bytes, magic.end);
  if (protocol.value !== oldProtocol) throw new FormatError(worded('pytorch.protocol'));
  const system = readPickle(bytes, protocol.end);
  const littleEndian = !(system.value instanceof PickleDict) || system.value.get('little_endian') !== false;
  const content = readPickle(bytes, system.end);
  const keys = readPickle(bytes, content.end);
  const views = findTensors(content.value);
  checkBudget(views, bytes.length);
  const order = keys.value instanceof PickleList ? keys.value.items : [];
  const storages = oldStorages(bytes, keys.end, order, storagesOf(views), littleEndian);
  return { format: 'pytorch-old', ...readTensors(views, storages, littleEndian), model: null };
}

/** Behind the pickles: the count of each storage in 8 bytes, then its numbers. */
function oldStorages(
  bytes: Buffer,
  start: number,
  order: readonly PickleValue[],
  known: ReadonlyMap<string, PickleStorage>,
  littleEndian: boolean,
): ReadonlyMap<string, Uint8Array> {
  const storages = new Map<string, Uint8Array>();
  let at = start;
  for (const key of order) {
    const storage = typeof key === 'string' ? known.get(key) : undefined;
    if (!storage) throw new FormatError(worded('pytorch.unnamed'));
    if (at + 8 > bytes.length) throw new FormatError(worded('bytes.cut'));
    const count = Number(littleEndian ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at));
    const end = at + 8 + count * bytesOfKind[kindOf(storage.type)];
    if (count !== storage.count)
      throw new FormatError(worded('pytorch.storageCount', { found: count, needed: storage.count }));
    if (end > bytes.length) throw new FormatError(worded('bytes.cut'));
    storages.set(storage.key, bytes.subarray(at + 8, end));
    at = end;
  }
  return storages;
}

interface NamedView {
  /** With dots, for example `generator.main.0.weight`. */
  readonly name: string;
  readonly view: PickleTensor;
}

/** Every tensor, under the keys that lead to it; what is no tensor is passed over. */
function findTensors(root: PickleValue): readonly NamedView[] {
  const found: NamedView[] = [];
  let visited = 0;
  function visit(value: PickleValue, path: readonly string[]): void {
    if (++visited > mostValues) throw new FormatError(worded('pytorch.values', { most: mostValues }));
    if (path.length > mostDepth) throw new FormatError(worded('pytorch.depth', { most: mostDepth }));
    if (value instanceof PickleTensor) found.push({ name: path.join('.'), view: value });
    else if (value instanceof PickleDict) {
      for (const [key, inner] of value.entries) {
        if (typeof key === 'string' || typeof key === 'number') visit(inner, [...path, String(key)]);
      }
    } else if (value instanceof PickleList || value instanceof PickleTuple) {
      for (const [index, inner] of value.items.entries()) visit(inner, [...path, String(index)]);
    }
  }
  visit(root, []);
  const bare = found.map(({ name, view }) => ({ name: withoutWrapper(name), view }));
  checkNamesDiffer(bare);
  return bare;
}

/** DataParallel puts `module.` before every name of a network, and `torch.compile` `_orig_mod.`. */
function withoutWrapper(name: string): string {
  return name.replace(/(^|\.)(?:module|_orig_mod)\.(?=.)/g, '$1');
}

function checkBudget(views: readonly NamedView[], fileBytes: number): void {
  const budget = tensorBudget(fileBytes);
  for (const { name, view } of views) {
    budget.claim(name, view.shape);
    const last = view.shape.reduce((sum, size, axis) => sum + (size - 1) * (view.strides[axis] ?? 0), view.offset);
    if (!view.shape.includes(0) && !(last < view.storage.count)) {
      throw new FormatError(worded('pytorch.beyondStorage', { name: shownName(name), count: view.storage.count }));
    }
  }
}

function storagesOf(views: readonly NamedView[]): ReadonlyMap<string, PickleStorage> {
  const storages = new Map<string, PickleStorage>();
  for (const { storage } of views.map(({ view }) => view)) {
    const known = storages.get(storage.key);
    if (known && (known.type !== storage.type || known.count !== storage.count)) {
      throw new FormatError(worded('pytorch.twoWays', { name: shownName(storage.key) }));
    }
    storages.set(storage.key, storage);
  }
  return storages;
}

function kindOf(type: string): NumberKind {
  const kind = storageKinds[type];
  if (!kind) throw new FormatError(worded('pytorch.storageType', { type }));
  return kind;
}

function readTensors(
  views: readonly NamedView[],
  storages: ReadonlyMap<string, Uint8Array>,
  littleEndian: boolean,
): Pick<ForeignTensors, 'tensors' | 'notes'> {
  if (views.length === 0) throw new FormatError(worded('pytorch.noTensor'));
  const rounded: string[] = [];
  const tensors = views.map(({ name, view }): ForeignTensor => {
    const bytes = storages.get(view.storage.key);
    if (!bytes) throw new FormatError(worded('pytorch.noStorage', { name: shownName(name) }));
    const dtype = kindOf(view.storage.type);
    const { data, exact } = readNumbers(gather(bytes, view, bytesOfKind[dtype]), dtype, littleEndian);
    if (!exact) rounded.push(name);
    return { name, dtype, shape: view.shape, data };
  });
  return { tensors, notes: roundedNote(rounded) };
}

/** The bytes of a view in row-major order. */
function gather(bytes: Uint8Array, { offset, shape, strides }: PickleTensor, size: number): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (isContiguous(shape, strides)) return bytes.subarray(offset * size, (offset + count) * size);
  const gathered = new Uint8Array(count * size);
  const index = new Array<number>(shape.length).fill(0);
  let place = offset;
  for (let number = 0; number < count; number++) {
    for (let byte = 0; byte < size; byte++) gathered[number * size + byte] = bytes[place * size + byte] as number;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [length, stride] = [shape[axis] as number, strides[axis] as number];
      const next = (index[axis] as number) + 1;
      place += stride;
      index[axis] = next;
      if (next < length) break;
      index[axis] = 0;
      place -= length * stride;
    }
  }
  return gathered;
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (size !== 1 && strides[axis] !== expected) return false;
    expected *= size;
  }
  return true;
}
