import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { elementCount, formatShape, type NamedTensor } from '../../../shared/tensor';
import { writeFailure } from '../../formats/write-failure';
import {
  nativeTypes,
  typeAttribute,
  type NativeBackend,
  type NativeBinding,
  type TensorValues,
} from '../ops/native-backend';
import {
  addAssignment,
  addInput,
  addRead,
  addScalar,
  addVariable,
  createGraph,
  encodeSavedModel,
  serveTag,
  type Graph,
  type GraphValue,
} from './graph';
import { lowerRecording, type EntryPlan } from './lower';
import { NotRecordable } from './not-recordable';
import { recordEntry, type ProgramEntry, type ProgramVariable } from './record';
import type { GraphForm } from './tape';

/** Recorded steps as one TensorFlow session, which holds the variables. */
export interface Program<Entry extends string> {
  /**
   * One call of an entry.
   *
   * @throws Error where an input is missing or has another size: TensorFlow itself does not look.
   */
  run(entry: Entry, inputs: Readonly<Record<string, TensorValues>>): Readonly<Record<string, TensorValues>>;
  /** Every variable as it is now, in the order in which they were given. */
  read(): readonly NamedTensor[];
  /** Puts values into all variables; names and shapes must have been checked. */
  write(tensors: readonly NamedTensor[]): void;
  /** Frees the session; nothing may be called afterwards. */
  dispose(): void;
}

export interface RecordedProgram<Entry extends string> {
  readonly graph: Graph;
  readonly plans: Readonly<Record<Entry | typeof readEntry | typeof writeEntry, EntryPlan>>;
}

const readEntry = 'read variables';
const writeEntry = 'write variables';

/**
 * Records every entry and writes all of them as one graph.
 *
 * @throws NotRecordable where an entry cannot be one fixed graph; nothing has changed then.
 */
export function record<Entry extends string>(
  variables: readonly ProgramVariable[],
  entries: Readonly<Record<Entry, ProgramEntry>>,
  form: GraphForm = 'fast',
): RecordedProgram<Entry> {
  const backend = recordableBackend();
  const graph = createGraph();
  const handles = variables.map(({ name, variable }) => addVariable(graph, name, variable.shape));
  const plans = Object.entries<ProgramEntry>(entries).map(([name, entry]) => {
    const recording = recordEntry(backend, name, entry, variables, form);
    return [name, lowerRecording(graph, entry, recording, handles, form)] as const;
  });
  const all = Object.fromEntries([
    ...plans,
    [readEntry, addReader(graph, variables, handles)],
    [writeEntry, addWriter(graph, variables, handles)],
  ]) as RecordedProgram<Entry>['plans'];
  return { graph, plans: all };
}

/**
 * Loads recorded entries as a session that takes the values of the variables over. The variables themselves are not
 * changed by the program; whoever compiles may dispose them.
 *
 * @throws NotRecordable where an entry cannot be one fixed graph; nothing has changed then.
 */
export function compile<Entry extends string>(
  variables: readonly ProgramVariable[],
  entries: Readonly<Record<Entry, ProgramEntry>>,
  form: GraphForm = 'fast',
): Program<Entry> {
  const { binding } = recordableBackend();
  const { graph, plans } = record(variables, entries, form);
  const program = createProgram<Entry>(binding, loadSession(binding, graph), plans, variables);
  program.write(variables.map(({ name, variable }) => valuesOf(name, variable)));
  return program;
}

function recordableBackend(): NativeBackend {
  if (tf.getBackend() !== 'tensorflow') throw new NotRecordable('Only native TensorFlow can be recorded.');
  return tf.backend() as unknown as NativeBackend;
}

function addReader(graph: Graph, variables: readonly ProgramVariable[], handles: readonly GraphValue[]): EntryPlan {
  const outputs = pairUp(variables, handles).map(([{ name }, handle]) => {
    return { name, node: graph.add('Identity', [typeAttribute('T')], [addRead(graph, handle)]) };
  });
  return { inputs: [], outputs, watched: [] };
}

function addWriter(graph: Graph, variables: readonly ProgramVariable[], handles: readonly GraphValue[]): EntryPlan {
  const inputs = pairUp(variables, handles).map(([{ name, variable }, handle]) => {
    const { node, value } = addInput(graph, 'float32', variable.shape);
    const write = addAssignment(graph, handle, value);
    return { name, node, write, dtype: nativeTypes.float32, shape: variable.shape };
  });
  const writes = inputs.map(({ write }) => write);
  // the binding asks for values only, so one stands for all writes
  const done = graph.add('Identity', [typeAttribute('T')], [addScalar(graph, 0)], writes);
  return { inputs, outputs: [{ name: 'done', node: done }], watched: [] };
}

function pairUp<A, B>(first: readonly A[], second: readonly B[]): readonly (readonly [A, B])[] {
  return first.map((item, index) => [item, second[index] as B] as const);
}

function loadSession(binding: NativeBinding, graph: Graph): number {
  const bytes = encodeSavedModel(graph);
  const folder = writeModel(bytes);
  try {
    return binding.loadSavedModel(folder, serveTag);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws StudioError `disk-full`, `folder-not-writable` or `write-failed`. @returns a temporary folder */
function writeModel(bytes: Uint8Array): string {
  const prefix = join(tmpdir(), 'gan-studio-program-');
  let folder = prefix;
  try {
    folder = mkdtempSync(prefix);
    writeFileSync(join(folder, 'saved_model.pb'), bytes);
    return folder;
  } catch (error) {
    if (folder !== prefix) rmSync(folder, { recursive: true, force: true });
    throw writeFailure(error, folder);
  }
}

function createProgram<Entry extends string>(
  binding: NativeBinding,
  session: number,
  plans: Readonly<Record<string, EntryPlan>>,
  variables: readonly ProgramVariable[],
): Program<Entry> {
  const calls = new Map(Object.entries(plans).map(([name, plan]) => [name, createCall(binding, session, name, plan)]));
  const call = (entry: string, inputs: Readonly<Record<string, TensorValues>>) => {
    const known = calls.get(entry);
    if (!known) throw new Error(`The program has no entry "${entry}".`);
    return known(inputs);
  };
  return {
    run: call,
    read() {
      const values = call(readEntry, {});
      return variables.map(({ name, variable }) => ({
        name,
        dtype: 'float32',
        shape: [...variable.shape],
        data: values[name] as Float32Array,
      }));
    },
    write(tensors) {
      call(writeEntry, Object.fromEntries(tensors.map(({ name, data }) => [name, data])));
    },
    dispose: () => {
      binding.deleteSavedModel(session);
    },
  };
}

type EntryCall = (inputs: Readonly<Record<string, TensorValues>>) => Readonly<Record<string, TensorValues>>;

function createCall(binding: NativeBinding, session: number, entry: string, plan: EntryPlan): EntryCall {
  const inputNames = plan.inputs.map(({ node }) => `${node}:0`).join(',');
  const asked = [...plan.outputs.map(({ node }) => node), ...plan.watched];
  const outputNames = asked.map((node) => `${node}:0`).join(',');
  const sizes = plan.inputs.map(({ shape }) => elementCount(shape));
  return (given) => {
    const fed: number[] = [];
    const results: number[] = [];
    try {
      for (const [index, { name, dtype, shape }] of plan.inputs.entries()) {
        const values = given[name];
        if (values === undefined || values.length !== sizes[index]) {
          throw new Error(
            `"${entry}" wants ${sizes[index] ?? 0} numbers (${formatShape(shape)}) for "${name}" and got ${values?.length ?? 'none'}.`,
          );
        }
        fed.push(binding.createTensor(shape, dtype, values));
      }
      const made = binding.runSavedModel(session, fed, inputNames, outputNames);
      results.push(...made.map(({ id }) => id));
      return Object.fromEntries(
        plan.outputs.map(({ name }, index) => [name, binding.tensorDataSync(results[index] as number)] as const),
      );
    } finally {
      for (const id of [...fed, ...results]) binding.deleteTensor(id);
    }
  };
}

function valuesOf(name: string, variable: tf.Variable): NamedTensor {
  return { name, dtype: 'float32', shape: [...variable.shape], data: variable.dataSync<'float32'>() };
}
