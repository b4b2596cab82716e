import type { NativeBinding, NativeTensor, OpAttribute, TensorValues } from '../ops/native-backend';
import type { Shape } from '../../../shared/tensor';

/** What was asked of the native module, and what it answered. */
export type NativeCall = UploadCall | OperationCall;

interface UploadCall {
  readonly kind: 'upload';
  readonly id: number;
  readonly dtype: number;
  readonly shape: Shape;
  readonly bytes: Buffer;
}

interface OperationCall {
  readonly kind: 'operation';
  readonly op: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly number[];
  readonly outputs: readonly NativeTensor[];
}

/** Does as the binding does and remembers it. */
export function remember(binding: NativeBinding, calls: NativeCall[]): NativeBinding {
  return shadow(binding, {
    createTensor: (shape, dtype, values) => {
      const id = binding.createTensor(shape, dtype, values);
      // a copy: the array may be written again
      calls.push({ kind: 'upload', id, dtype, shape: [...shape], bytes: Buffer.from(bytesOf(values)) });
      return id;
    },
    executeOp: (op, attributes, inputs, count) => {
      const outputs = binding.executeOp(op, attributes, inputs, count);
      calls.push({ kind: 'operation', op, attributes: [...attributes], inputs: [...inputs], outputs });
      return outputs;
    },
  });
}

/** Above every id that the native module gives in a lifetime. */
const firstMadeUpId = 2 ** 48;

/**
 * Answers as the native module did the first time, without computing: tensors of the same shapes that hold nothing.
 *
 * @param differ told the first call's place at which something else is asked; it must throw
 */
export function repeat(
  binding: NativeBinding,
  calls: readonly NativeCall[],
  differ: (call: NativeCall | undefined) => never,
): NativeBinding {
  let [place, nextId] = [0, firstMadeUpId];
  const isSameTensor = pairInOrder();
  const expected = <Kind extends NativeCall['kind']>(kind: Kind): Extract<NativeCall, { kind: Kind }> => {
    const call = calls[place++];
    return call?.kind === kind ? (call as Extract<NativeCall, { kind: Kind }>) : differ(call);
  };
  return shadow(binding, {
    createTensor: (shape, dtype, values) => {
      const call = expected('upload');
      const isSame = call.dtype === dtype && isEqual(call.shape, shape) && call.bytes.equals(bytesOf(values));
      const id = nextId++;
      if (!isSame || !isSameTensor(call.id, id)) differ(call);
      return id;
    },
    executeOp: (op, attributes, inputs, count) => {
      const call = expected('operation');
      const isSame =
        call.op === op &&
        call.outputs.length === count &&
        isEqual(call.attributes, attributes) &&
        call.inputs.length === inputs.length &&
        call.inputs.every((input, index) => isSameTensor(input, inputs[index]));
      if (!isSame) differ(call);
      return call.outputs.map(({ id: first, shape, dtype }) => {
        const id = nextId++;
        isSameTensor(first, id);
        return { id, shape: [...shape], dtype };
      });
    },
    deleteTensor: (id) => {
      if (id < firstMadeUpId) binding.deleteTensor(id);
    },
  });
}

/** Whether two tensors, one of each time, play the same part: met for the first time together, or the same two as then. */
function pairInOrder(): (first: number, second: number | undefined) => boolean {
  const [firsts, seconds] = [new Map<number, number>(), new Map<number, number>()];
  return (first, second) => {
    if (second === undefined) return false;
    const [one, other] = [firsts.get(first) ?? firsts.size, seconds.get(second) ?? seconds.size];
    firsts.set(first, one);
    seconds.set(second, other);
    return one === other;
  };
}

/** The native module's own methods cannot be assigned, only shadowed. */
export function shadow(binding: NativeBinding, methods: Partial<NativeBinding>): NativeBinding {
  return Object.create(binding, Object.getOwnPropertyDescriptors(methods)) as NativeBinding;
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function bytesOf(values: TensorValues): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
