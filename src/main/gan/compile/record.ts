import * as tf from '@tensorflow/tfjs-core';
import { elementCount, type Shape } from '../../../shared/tensor';
import { nativeTypes, type NativeBackend, type NativeBinding, type TensorValues } from '../ops/native-backend';
import { commonFloat } from './graph';
import { NotRecordable } from './not-recordable';
import { remember, repeat, type NativeCall } from './repetition';
import { idOf, inputIds, recordingBinding, type TapeEntry, type GraphForm } from './tape';

/** A variable that lives in the program's session once it is compiled. */
export interface ProgramVariable {
  readonly name: string;
  readonly variable: tf.Variable;
}

export interface ProgramInput {
  readonly shape: Shape;
  readonly type: 'float32' | 'int32' | 'uint8';
}

/** One graph of a program: a step, or the drawing of samples. */
export interface ProgramEntry {
  readonly inputs: Readonly<Record<string, ProgramInput>>;
  /** Ordinary tfjs code over the inputs and the program's variables. */
  readonly run: (inputs: Readonly<Record<string, tf.Tensor>>) => Readonly<Record<string, tf.Tensor>>;
}

/** What an entry did when it ran once. */
export interface Recording {
  readonly tape: readonly TapeEntry[];
  readonly inputIds: Readonly<Record<string, number>>;
  /** Native id of each variable before the entry ran. */
  readonly idsBefore: readonly number[];
  /** Native id of each variable afterwards. */
  readonly idsAfter: readonly number[];
  readonly resultIds: Readonly<Record<string, number>>;
}

/**
 * Runs the entry on blank inputs while recording, and once more without computing, to see that it does the same; the
 * variables have their old values afterwards.
 *
 * @throws NotRecordable where it cannot be one fixed graph.
 */
export function recordEntry(
  backend: NativeBackend,
  name: string,
  entry: ProgramEntry,
  variables: readonly ProgramVariable[],
  form: GraphForm,
): Recording {
  const calls: NativeCall[] = [];
  const first = recordOnce(backend, remember(backend.binding, calls), entry, variables, form);
  refuseRandomOps(name, first.tape);
  refuseVaryingNumbers(name, first.tape);
  const again = repeat(backend.binding, calls, (call) => refuseCall(name, first.tape, call));
  const second = recordOnce(backend, again, entry, variables, form);
  refuseDifference(name, first.tape, second.tape);
  return first;
}

function recordOnce(
  backend: NativeBackend,
  binding: NativeBinding,
  entry: ProgramEntry,
  variables: readonly ProgramVariable[],
  form: GraphForm,
): Recording {
  const original = backend.binding;
  const others = undeclaredVariables(variables);
  const idsOf = (them: readonly tf.Variable[]): readonly number[] => them.map((variable) => idOf(backend, variable));
  const own = variables.map(({ variable }) => variable);
  const kept = [...own, ...others].map((variable) => [variable, tf.clone(variable)] as const);
  const tape: TapeEntry[] = [];
  tf.engine().startScope('record');
  try {
    // new tensors, because two variables may still share one
    for (const variable of own) variable.assign(blankTensor(backend, { shape: variable.shape, type: 'float32' }));
    const inputs = mapValues(entry.inputs, (input) => blankTensor(backend, input));
    const given = mapValues(inputs, (tensor) => idOf(backend, tensor));
    const idsBefore = idsOf(own);
    const othersBefore = idsOf(others);
    backend.binding = recordingBinding(backend, binding, tape, form);
    const results = entry.run(inputs);
    const resultIds = mapValues(results, (tensor) => idOf(backend, tensor));
    const assigned = others.find((variable, index) => idOf(backend, variable) !== othersBefore[index]);
    if (assigned)
      throw new NotRecordable(`A step may not assign "${assigned.name}", which is not one of its variables.`);
    return { tape, inputIds: given, idsBefore, idsAfter: idsOf(own), resultIds };
  } finally {
    tf.engine().endScope();
    for (const [variable, before] of kept) {
      variable.assign(before);
      before.dispose();
    }
    // the last, because tensors of a repetition are no others' to delete
    backend.binding = original;
  }
}

/** All variables of tfjs that the program does not know. */
function undeclaredVariables(variables: readonly ProgramVariable[]): readonly tf.Variable[] {
  const declared = new Set(variables.map(({ variable }) => variable));
  return Object.values(tf.engine().registeredVariables).filter((variable) => !declared.has(variable));
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function blankTensor(backend: NativeBackend, { shape, type }: ProgramInput): tf.Tensor {
  const dtype = nativeTypes[type];
  const id = backend.binding.createTensor(shape, dtype, blankValues(type, elementCount(shape)));
  return backend.createOutputTensor({ id, shape: [...shape], dtype });
}

function blankValues(type: ProgramInput['type'], count: number): TensorValues {
  switch (type) {
    case 'float32':
      return new Float32Array(count);
    case 'int32':
      return new Int32Array(count);
    case 'uint8':
      return new Uint8Array(count);
  }
}

/** TensorFlow's own generators keep a state outside of the step, so a run could not be repeated. */
const randomOp = /^(Random|Multinomial|TruncatedNormal|ParameterizedTruncatedNormal|Stateful)/;

function refuseRandomOps(name: string, tape: readonly TapeEntry[]): void {
  const random = tape.find((entry) => entry.kind === 'operation' && randomOp.test(entry.op));
  if (random?.kind !== 'operation') return;
  throw new NotRecordable(`"${name}" draws random numbers by ${random.op}; they must be an input of the step.`);
}

/** Numbers of many different values that JavaScript made: a mask or noise, even where a seed makes it the same twice. */
function refuseVaryingNumbers(name: string, tape: readonly TapeEntry[]): void {
  const varying = tape.find(
    (entry) =>
      entry.kind === 'upload' &&
      entry.dtype === nativeTypes.float32 &&
      entry.bytes.length > 0 &&
      commonFloat(entry.bytes) === undefined,
  );
  if (varying === undefined) return;
  throw new NotRecordable(
    `"${name}" makes an array of numbers in JavaScript for ${consumerOf(varying, tape)}; it must be an input of the step.`,
  );
}

/** A constant that differs between two recordings was drawn or counted in JavaScript, and would freeze. */
function refuseDifference(name: string, first: readonly TapeEntry[], second: readonly TapeEntry[]): void {
  const [lines, others] = [normalise(first), normalise(second)];
  const index = lines.findIndex((line, position) => line !== others[position]);
  if (index < 0 && lines.length === others.length) return;
  refuseEntry(name, first, first[index]);
}

/** The same where the repetition already asks for something else. */
function refuseCall(name: string, tape: readonly TapeEntry[], call: NativeCall | undefined): never {
  const ids = call?.kind === 'upload' ? [call.id] : (call?.outputs.map(({ id }) => id) ?? []);
  const entry = tape.find((candidate) =>
    candidate.kind === 'upload' ? ids.includes(candidate.id) : candidate.outputs.some((id) => ids.includes(id)),
  );
  return refuseEntry(name, tape, entry);
}

function refuseEntry(name: string, tape: readonly TapeEntry[], entry: TapeEntry | undefined): never {
  throw new NotRecordable(
    `"${name}" does not do the same twice: ${entry ? consumerOf(entry, tape) : 'its end'} takes a number made in JavaScript that is not an input of the step.`,
  );
}

/** The op that an entry is or feeds. */
function consumerOf(entry: TapeEntry, tape: readonly TapeEntry[]): string {
  if (entry.kind !== 'upload') return entry.op;
  const consumer = tape.find((next) => inputIds(next).includes(entry.id));
  return consumer && consumer.kind !== 'upload' ? consumer.op : 'no op';
}

/** A tape with ids replaced by the order of their appearance, one line an entry. */
function normalise(tape: readonly TapeEntry[]): readonly string[] {
  const order = new Map<number, number>();
  const numberOf = (id: number): number => {
    const known = order.get(id) ?? order.size;
    order.set(id, known);
    return known;
  };
  return tape.map((entry) => {
    switch (entry.kind) {
      case 'upload':
        return JSON.stringify([
          numberOf(entry.id),
          entry.dtype,
          entry.shape,
          Buffer.from(entry.bytes).toString('base64'),
        ]);
      case 'operation':
        return JSON.stringify([entry.op, entry.attributes, entry.inputs.map(numberOf), entry.outputs.map(numberOf)]);
      case 'update':
        return JSON.stringify([
          entry.op,
          entry.attributes,
          entry.inputs.map((input) => (input.kind === 'constant' ? input : [input.kind, numberOf(input.id)])),
          entry.outputs.map(numberOf),
        ]);
    }
  });
}
