import { addAssignment, addConstant, addInput, addRead, addScalar, type Graph, type GraphValue } from './graph';
import { nativeTypes, typeAttribute } from '../ops/native-backend';
import type { Shape } from '../../../shared/tensor';
import { NotRecordable } from './not-recordable';
import type { ProgramEntry, Recording } from './record';
import { inputIds, type GraphForm, type RecordedUpdate, type TapeEntry } from './tape';

/** How one entry is called: names of its nodes in the session. */
export interface EntryPlan {
  readonly inputs: readonly PlannedInput[];
  readonly outputs: readonly { readonly name: string; readonly node: string }[];
  /** Nodes that are asked for and thrown away: TensorFlow rewrites nothing that is asked for. */
  readonly watched: readonly string[];
}

export interface PlannedInput {
  readonly name: string;
  readonly node: string;
  readonly dtype: number;
  readonly shape: Shape;
}

/** A variable of the session while a tape is written into the graph. */
interface VariableState {
  readonly handle: GraphValue;
  /** Native id of the value that it holds at this point. */
  id: number;
  /** The node that put this value there; undefined for the value from before the step. */
  write: string | undefined;
  /** The node that reads this value, once one does. */
  read: GraphValue | undefined;
  /** Reads of earlier values. */
  readonly earlierReads: string[];
}

/**
 * Writes a recorded entry into the graph. Values are in single assignment already: each native id is made once.
 * Variables are read when a value of theirs is first used and written where an update changes them in place, or at the
 * end; every write waits for the reads of what it replaces.
 *
 * @throws NotRecordable where the tape uses a tensor that it does not know.
 */
export function lowerRecording(
  graph: Graph,
  entry: ProgramEntry,
  recording: Recording,
  handles: readonly GraphValue[],
  form: GraphForm,
): EntryPlan {
  const values = new Map<number, GraphValue>();
  const inputs = Object.entries(entry.inputs).map(([name, { type, shape }]): PlannedInput => {
    const { node, value } = addInput(graph, type, shape);
    const id = recording.inputIds[name];
    if (id !== undefined) values.set(id, value);
    return { name, node, dtype: nativeTypes[type], shape };
  });
  const states = handles.map((handle, index) => newState(handle, recording.idsBefore[index]));
  const writer = createTapeWriter(graph, recording.tape, values, states, form);
  for (const [position, recorded] of recording.tape.entries()) writer.write(recorded, position);
  for (const [index, state] of states.entries()) {
    const last = recording.idsAfter[index];
    if (last !== undefined && last !== state.id) writer.assign(state, last);
  }
  const writes = states.flatMap(({ write }) => (write === undefined ? [] : [write]));
  const outputs = Object.entries(recording.resultIds).map(([name, id]) => ({
    name,
    node: graph.add('Identity', [typeAttribute('T')], [writer.valueOf(id, `The result "${name}"`)], writes),
  }));
  return { inputs, outputs, watched: form === 'exact' ? writer.operations : [] };
}

function newState(handle: GraphValue, id: number | undefined): VariableState {
  if (id === undefined) throw new Error('A recording does not know one of its variables.');
  return { handle, id, write: undefined, read: undefined, earlierReads: [] };
}

interface TapeWriter {
  write(entry: TapeEntry, position: number): void;
  /** Puts a value into a variable. */
  assign(state: VariableState, id: number): void;
  valueOf(id: number, consumer: string): GraphValue;
  /** The nodes of the tape's operations, and those that keep them apart. */
  readonly operations: readonly string[];
}

function createTapeWriter(
  graph: Graph,
  tape: readonly TapeEntry[],
  values: Map<number, GraphValue>,
  states: readonly VariableState[],
  form: GraphForm,
): TapeWriter {
  const lastUses = lastUsesOf(tape);
  const operations: string[] = [];

  const valueOf = (id: number, consumer: string): GraphValue => {
    const known = values.get(id);
    if (known !== undefined) return known;
    const state = states.find((candidate) => candidate.id === id);
    if (state === undefined) {
      throw new NotRecordable(`${consumer} uses a tensor that is neither an input nor a variable of the step.`);
    }
    state.read ??= addRead(graph, state.handle, state.write === undefined ? [] : [state.write]);
    values.set(id, state.read);
    return state.read;
  };
  const readsOf = ({ read, earlierReads }: VariableState): readonly string[] =>
    read === undefined ? earlierReads : [...earlierReads, read.node];
  const waitFor = (state: VariableState): readonly string[] =>
    state.write === undefined ? readsOf(state) : [...readsOf(state), state.write];
  const replace = (state: VariableState, id: number, write: string): void => {
    if (state.read !== undefined) state.earlierReads.push(state.read.node);
    Object.assign(state, { id, write, read: undefined });
  };
  const assign = (state: VariableState, id: number): void => {
    replace(state, id, addAssignment(graph, state.handle, valueOf(id, 'A variable'), waitFor(state)));
  };
  const changed = (recorded: RecordedUpdate, position: number): readonly VariableState[] =>
    recorded.inputs.flatMap((input) => {
      if (input.kind !== 'variable') return [];
      const state = states.find((candidate) => candidate.id === input.id);
      if (state === undefined) {
        throw new NotRecordable(`${recorded.op} changes a tensor that is not a variable of the step.`);
      }
      // whoever still wants the old value must get it before it is gone
      if ((lastUses.get(input.id) ?? 0) > position) valueOf(input.id, recorded.op);
      return [state];
    });
  const update = (recorded: RecordedUpdate, position: number): void => {
    const targets = changed(recorded, position);
    const inputs = recorded.inputs.map((input): GraphValue => {
      if (input.kind === 'constant') return addScalar(graph, input.value);
      if (input.kind === 'tensor') return valueOf(input.id, recorded.op);
      const state = targets.find(({ id }) => id === input.id);
      if (state === undefined) throw new Error(`${recorded.op} lost one of its variables.`);
      return state.handle;
    });
    const node = graph.add(recorded.op, recorded.attributes, inputs, targets.flatMap(waitFor));
    for (const [index, state] of targets.entries()) {
      const id = recorded.outputs[index];
      if (id === undefined) throw new Error(`${recorded.op} gave no new value for one of its variables.`);
      replace(state, id, node);
    }
  };
  // oneDNN joins the gradients of a bias and of a filter into one op, with another order of sums
  const apart = (op: string, value: GraphValue): GraphValue => {
    if (form !== 'exact' || op !== 'BiasAddGrad') return value;
    const node = graph.add('Identity', [typeAttribute('T')], [value]);
    operations.push(node);
    return { node, output: 0 };
  };
  const write = (recorded: TapeEntry, position: number): void => {
    switch (recorded.kind) {
      case 'upload':
        values.set(recorded.id, addConstant(graph, recorded));
        return;
      case 'update':
        update(recorded, position);
        return;
      case 'operation': {
        const inputs = recorded.inputs.map((id) => apart(recorded.op, valueOf(id, recorded.op)));
        const node = graph.add(recorded.op, recorded.attributes, inputs);
        operations.push(node);
        for (const [output, id] of recorded.outputs.entries()) values.set(id, { node, output });
      }
    }
  };
  return { write, assign, valueOf, operations };
}

/** The position of the last entry that reads each id. */
function lastUsesOf(tape: readonly TapeEntry[]): ReadonlyMap<number, number> {
  return new Map(tape.flatMap((entry, position) => inputIds(entry).map((id) => [id, position] as const)));
}
