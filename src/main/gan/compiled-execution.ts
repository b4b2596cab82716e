import type * as tf from '@tensorflow/tfjs-core';
import { elementCount } from '../../shared/tensor';
import { compile, record, type RecordedProgram } from './compile/program';
import type { ProgramEntry, ProgramInput } from './compile/record';
import type { GraphForm } from './compile/tape';
import { nameNumbers, runEntry, type Execution, type Feed, type Feeds, type StepEntry } from './execution';
import { disposeModel, modelVariables, type GanModel } from './model';
import type { Network } from './network';

/** What is fixed when a model is recorded. */
export interface CompiledShapes {
  readonly latentSize: number;
  /** null where the recipe knows none. */
  readonly classes: number | null;
  /** Images that one call draws; fewer are padded, which changes nothing in evaluation mode. */
  readonly drawn: number;
  /** The entries that the schedule uses, with what each is fed. */
  readonly entries: Readonly<Partial<Record<StepEntry, Readonly<Record<string, ProgramInput>>>>>;
}

type EntryName = StepEntry | 'drawRaw' | 'drawAverage';

/**
 * Records the model's steps and its drawing once and replays them as one TensorFlow session, which takes the variables
 * over: the model is disposed.
 *
 * @throws NotRecordable where a step cannot be one fixed graph; the model is untouched then
 */
export function createCompiledExecution(model: GanModel, shapes: CompiledShapes, form: GraphForm = 'fast'): Execution {
  const { drawn } = shapes;
  const program = compile(modelVariables(model), entriesOf(model, shapes), form);
  const averages = model.average !== null;
  disposeModel(model);
  return {
    step: (entry, feeds) => {
      const { numbers } = program.run(entry, plainValues(feeds));
      return nameNumbers(entry, numbers ?? []);
    },
    draw: ({ latents, labels }, weights) => {
      const entry = weights === 'ema' && averages ? 'drawAverage' : 'drawRaw';
      const asked = { latents: padded(latents, drawn), ...(labels && { labels: padded(labels, drawn) }) };
      const images = program.run(entry, asked)['images'] as Float32Array;
      const [count = 0] = latents.shape;
      return images.slice(0, (images.length / drawn) * count);
    },
    read: () => program.read(),
    write: (tensors) => {
      program.write(tensors);
    },
    dispose: () => {
      program.dispose();
    },
  };
}

/** The same recording without a session, to be looked at. */
export function recordModel(model: GanModel, shapes: CompiledShapes): RecordedProgram<EntryName> {
  return record(modelVariables(model), entriesOf(model, shapes));
}

function entriesOf(
  model: GanModel,
  { latentSize, classes, drawn, entries }: CompiledShapes,
): Record<EntryName, ProgramEntry> {
  const steps = Object.entries(entries).map(([name, inputs]): [string, ProgramEntry] => [
    name,
    { inputs, run: (tensors) => ({ numbers: runEntry(model, name as StepEntry, tensors) }) },
  ]);
  const draw = (network: Network): ProgramEntry => ({
    inputs: {
      latents: { shape: [drawn, latentSize], type: 'float32' },
      ...(classes === null ? {} : { labels: { shape: [drawn, classes], type: 'float32' } as const }),
    },
    run: ({ latents, labels }) => ({
      images: network.forward(latents as tf.Tensor, { training: false, labels: labels ?? null }),
    }),
  });
  return {
    ...Object.fromEntries(steps),
    drawRaw: draw(model.generator),
    ...(model.average ? { drawAverage: draw(model.average) } : {}),
  } as Record<EntryName, ProgramEntry>;
}

/** The values of a feed [count, …] with zeros behind them, as many as make it [rows, …]. */
function padded({ values, shape: [, ...row] }: Feed, rows: number): Float32Array {
  const whole = new Float32Array(rows * elementCount(row));
  whole.set(values);
  return whole;
}

function plainValues(feeds: Feeds): Readonly<Record<string, Feed['values']>> {
  return Object.fromEntries(Object.entries(feeds).map(([name, { values }]) => [name, values]));
}
