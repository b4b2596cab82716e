import { elementCount, type NamedTensor } from '../../shared/tensor';
import { createAtomicFile } from '../formats/atomic-file';
import { encodePickle, type PickleValue } from '../formats/pickle-writer';
import { createStoredZip, type ZipEntry } from '../formats/stored-zip';

/** Folder inside the archive; torch.load takes any. */
const archiveName = 'generator';
const alignment = 64;

const orderedDictionary: PickleValue = {
  kind: 'call',
  callee: { kind: 'global', module: 'collections', name: 'OrderedDict' },
  arguments: [],
};

/**
 * Writes a state_dict as torch.save does: a stored ZIP with a pickle that names the tensors, and a file of numbers for
 * each. `torch.load(weights_only=True)` reads it.
 *
 * @param tensors float32 all of them
 * @throws StudioError where the file cannot be written
 */
export async function writeTorchFile(path: string, tensors: readonly NamedTensor[]): Promise<void> {
  const file = await createAtomicFile(path);
  try {
    const zip = createStoredZip(file);
    for (const [name, bytes] of recordsOf(tensors)) await zip.add(entry(name, bytes));
    await zip.finish();
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function* recordsOf(tensors: readonly NamedTensor[]): Generator<readonly [string, Uint8Array]> {
  yield ['data.pkl', encodePickle(stateDictionary(tensors))];
  yield ['byteorder', Buffer.from('little')];
  for (const [index, { data }] of tensors.entries()) {
    yield [`data/${index}`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
  }
  yield ['version', Buffer.from('3\n')];
}

function entry(name: string, bytes: Uint8Array): ZipEntry {
  return { name: `${archiveName}/${name}`, size: bytes.length, chunks: [bytes], alignment };
}

function stateDictionary(tensors: readonly NamedTensor[]): PickleValue {
  const entries = tensors.map((tensor, index) => [tensor.name, rebuiltTensor(tensor, index)] as const);
  return { kind: 'filled', dictionary: orderedDictionary, entries };
}

/** torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks) */
function rebuiltTensor({ shape, data }: NamedTensor, index: number): PickleValue {
  const storage: PickleValue = {
    kind: 'tuple',
    items: ['storage', { kind: 'global', module: 'torch', name: 'FloatStorage' }, String(index), 'cpu', data.length],
  };
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  return {
    kind: 'call',
    callee: { kind: 'global', module: 'torch._utils', name: '_rebuild_tensor_v2' },
    arguments: [
      { kind: 'persistent', id: storage },
      0,
      { kind: 'tuple', items: shape },
      { kind: 'tuple', items: strides },
      false,
      orderedDictionary,
    ],
  };
}
