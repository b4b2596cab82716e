import type { Shape } from '../../../shared/tensor';
import type { NativeBackend, NativeBinding, OpAttribute, RecordUpdate } from '../ops/native-backend';
import { NotRecordable } from './not-recordable';
import { bytesOf, shadow } from './repetition';

/** One op as it was executed, with the native ids that went in and came out. */
export interface RecordedOperation {
  readonly kind: 'operation';
  readonly op: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** An optimiser's update of variables in place. */
export interface RecordedUpdate {
  readonly kind: 'update';
  readonly op: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly UpdateInput[];
  /** The ids of the changed variables' new values, in their order. */
  readonly outputs: readonly number[];
}

export type UpdateInput =
  { readonly kind: 'variable' | 'tensor'; readonly id: number } | { readonly kind: 'constant'; readonly value: number };

/** A tensor that JavaScript made while the step ran: a constant of the step. */
export interface RecordedUpload {
  readonly kind: 'upload';
  readonly id: number;
  readonly dtype: number;
  readonly shape: Shape;
  readonly bytes: Uint8Array;
}

export type TapeEntry = RecordedOperation | RecordedUpdate | RecordedUpload;

/** Native ids that an entry reads. */
export function inputIds(entry: TapeEntry): readonly number[] {
  switch (entry.kind) {
    case 'operation':
      return entry.inputs;
    case 'update':
      return entry.inputs.flatMap((input) => (input.kind === 'constant' ? [] : [input.id]));
    case 'upload':
      return [];
  }
}

/** How a step is written as a graph. */
export type GraphForm =
  /** Optimisers as TensorFlow's own fused ops, and TensorFlow may rewrite the rest: other roundings, less time. */
  | 'fast'
  /** Op by op as it ran, closed to rewriting: exactly the numbers of the eager step. */
  | 'exact';

/**
 * Does everything as the binding does and writes it down.
 * Reading a value back is refused: a step whose course depends on values cannot be one fixed graph.
 */
export function recordingBinding(
  backend: NativeBackend,
  binding: NativeBinding,
  tape: TapeEntry[],
  form: GraphForm,
): NativeBinding {
  let paused = false;
  const write = (entry: TapeEntry): void => {
    if (!paused) tape.push(entry);
  };
  const refuse = (what: string): never => {
    const last = tape.findLast((entry) => entry.kind !== 'upload');
    throw new NotRecordable(`A step may not ${what} (after ${last?.kind === 'operation' ? last.op : 'its start'}).`);
  };
  const recordUpdate: RecordUpdate = (update, execute) => {
    const inputs = update.inputs.map((input): UpdateInput =>
      input.kind === 'constant' ? input : { kind: input.kind, id: idOf(backend, input.tensor) },
    );
    paused = true;
    try {
      const results = execute();
      const outputs = results.map((tensor) => idOf(backend, tensor));
      tape.push({ kind: 'update', op: update.op, attributes: update.attributes, inputs, outputs });
      return results;
    } finally {
      paused = false;
    }
  };
  return shadow(binding, {
    createTensor: (shape, dtype, values) => {
      const id = binding.createTensor(shape, dtype, values);
      write({ kind: 'upload', id, dtype, shape: [...shape], bytes: bytesOf(values).slice() });
      return id;
    },
    executeOp: (op, attributes, inputs, count) => {
      const results = binding.executeOp(op, attributes, inputs, count);
      const outputs = results.map(({ id }) => id);
      write({ kind: 'operation', op, attributes: [...attributes], inputs: [...inputs], outputs });
      return results;
    },
    tensorDataSync: () => refuse('read a value while it runs'),
    runSavedModel: () => refuse('run another graph'),
    ...(form === 'fast' ? { recordUpdate } : {}),
  });
}

export function idOf(
  backend: NativeBackend,
  tensor: Parameters<NativeBackend['getInputTensorIds']>[0][number],
): number {
  const [id] = backend.getInputTensorIds([tensor]);
  if (id === undefined) throw new Error('A tensor has no native id.');
  return id;
}
