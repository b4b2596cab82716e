import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { elementCount } from '../../shared/tensor';
import { worded, type Told, type Worded } from '../../shared/wording/worded';
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

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  /** As the file keeps it. */
  readonly stored: NumberKind;
  /** value = scale · stored + minimum; null where it is not quantised. */
  readonly scale: { readonly scale: number; readonly minimum: number } | null;
}

interface Group {
  readonly paths: readonly string[];
  readonly weights: readonly Weight[];
}

const mostShards = 10_000;

/** Whether parsed JSON is a model.json of TensorFlow.js. */
export function isTfjsModel(value: unknown): boolean {
  return isObject(value) && isObject(value['modelTopology']) && Array.isArray(value['weightsManifest']);
}

/**
 * Reads a LayersModel of TensorFlow.js: model.json and the files of weights beside it. Weights that were quantised to 8 or
 * 16 bits or to half precision are taken back to float32.
 *
 * @param file path of model.json
 * @param value its parsed content
 * @throws FormatError where it is a graph model, or a path of it leaves its folder, or sizes disagree
 */
export async function readTfjs(file: string, value: unknown): Promise<ForeignTensors> {
  if (!isObject(value) || !isObject(value['modelTopology'])) throw new FormatError(worded('tfjs.none'));
  if (value['format'] === 'graph-model' || 'node' in value['modelTopology']) {
    throw new FormatError(worded('tfjs.graphModel'));
  }
  const groups = readManifest(value['weightsManifest']);
  const folder = dirname(file);
  const shards = await Promise.all(groups.map(({ paths }) => openShards(folder, paths)));
  const bytes = shards.flat().reduce((sum, { size }) => sum + size, 0);
  if (bytes > foreignLimits.bytes) throw new FormatError(worded('tfjs.bytes', { bytes }));
  const budget = tensorBudget(bytes);
  for (const { name, shape } of groups.flatMap(({ weights }) => weights)) budget.claim(name, shape);
  checkNamesDiffer(groups.flatMap(({ weights }) => weights));
  const rounded: string[] = [];
  const tensors: ForeignTensor[] = [];
  for (const [index, { weights }] of groups.entries()) {
    const parts = await Promise.all((shards[index] ?? []).map(({ path }) => readFile(path)));
    tensors.push(...readGroup(Buffer.concat(parts), weights, rounded));
  }
  const topology = value['modelTopology'];
  const model = isObject(topology['model_config']) ? topology['model_config'] : topology;
  return { format: 'tfjs', tensors, model, notes: [...roundedNote(rounded), ...quantisedNote(groups)] };
}

function quantisedNote(groups: readonly Group[]): readonly Worded[] {
  const quantised = groups.some(({ weights }) => weights.some(({ scale, stored }) => scale || stored === 'float16'));
  return quantised ? [worded('note.quantised')] : [];
}

interface Shard {
  readonly path: string;
  readonly size: number;
}

/** Real files of the folder, whatever links lie there. */
async function openShards(folder: string, paths: readonly string[]): Promise<readonly Shard[]> {
  const inside = await realpath(folder);
  return Promise.all(
    paths.map(async (name) => {
      if (!/^[\w@-][\w@.-]{0,199}$/.test(name)) {
        throw new FormatError(worded('tfjs.beside', { name: shownName(name) }));
      }
      const path = await realpath(join(folder, name)).catch((error: unknown) => {
        throw new FormatError(worded('tfjs.missing', { name: shownName(name) }), { cause: error });
      });
      if (dirname(path) !== inside) throw new FormatError(worded('tfjs.leadsOut', { name: shownName(name) }));
      return { path, size: (await stat(path)).size };
    }),
  );
}

function readManifest(manifest: unknown): readonly Group[] {
  if (!Array.isArray(manifest) || manifest.length > mostShards) throw new FormatError(worded('tfjs.manifest'));
  return manifest.map((group: unknown) => {
    if (!isObject(group)) throw new FormatError(worded('tfjs.manifest'));
    const { paths, weights } = group;
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string') || paths.length > mostShards) {
      throw new FormatError(worded('tfjs.noFiles'));
    }
    if (!Array.isArray(weights)) throw new FormatError(worded('tfjs.noWeights'));
    return { paths, weights: weights.map(readWeight) };
  });
}

function readWeight(weight: unknown): Weight {
  if (!isObject(weight)) throw new FormatError(worded('tfjs.noWeight'));
  const { name, shape, dtype, quantization } = weight;
  if (typeof name !== 'string' || !Array.isArray(shape)) throw new FormatError(worded('tfjs.weightName'));
  const sizes = shape.map((size: unknown) => {
    if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0) return size;
    throw new FormatError(worded('tensors.shape', { name: shownName(name) }));
  });
  const refuse = (what: unknown, kind: Told = shownName(String(what))): never => {
    throw new FormatError(worded('tfjs.kind', { name: shownName(name), kind }));
  };
  if (quantization === undefined) return { name, shape: sizes, stored: plainKind(dtype) ?? refuse(dtype), scale: null };
  if (!isObject(quantization) || dtype !== 'float32') return refuse(quantization, worded('tfjs.quantisation'));
  if (quantization['dtype'] === 'float16') return { name, shape: sizes, stored: 'float16', scale: null };
  const stored = quantization['dtype'];
  const { scale, min: minimum } = quantization;
  const known = (stored === 'uint8' || stored === 'uint16') && typeof scale === 'number' && typeof minimum === 'number';
  return known
    ? { name, shape: sizes, stored, scale: { scale, minimum } }
    : refuse(stored, worded('tfjs.quantisation'));
}

function plainKind(dtype: unknown): NumberKind | null {
  return dtype === 'float32' || dtype === 'int32' || dtype === 'bool' || dtype === 'float16' ? dtype : null;
}

/** Weights lie one behind the other, over all files of their group. */
function readGroup(bytes: Buffer, weights: readonly Weight[], rounded: string[]): readonly ForeignTensor[] {
  let at = 0;
  const tensors = weights.map(({ name, shape, stored, scale }): ForeignTensor => {
    const end = at + elementCount(shape) * bytesOfKind[stored];
    if (end > bytes.length) throw new FormatError(worded('tfjs.beyondEnd', { name: shownName(name) }));
    const { data, exact } = readNumbers(bytes.subarray(at, end), stored);
    at = end;
    if (!exact) rounded.push(name);
    const whole = scale ? data.map((value) => value * scale.scale + scale.minimum) : data;
    return { name, dtype: stored, shape, data: whole };
  });
  if (at !== bytes.length) throw new FormatError(worded('tfjs.leftOver', { bytes: bytes.length - at }));
  return tensors;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
