import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { recipeSchema, type Recipe } from '../../shared/recipe';
import { worded } from '../../shared/wording/worded';
import { openReaders } from '../data/recognise';
import { FormatError } from '../formats/format-error';
import { readForeignSafetensors } from '../formats/foreign-safetensors';
import { foreignLimits, type ForeignTensors } from '../formats/foreign-tensors';
import { startsLikePng } from '../formats/png-chunks';
import { hdf5Signature } from '../formats/hdf5';
import { readKerasArchive, readKerasHdf5 } from '../formats/keras-files';
import { beginsLikePickle, readOldPyTorch, readPyTorchZip } from '../formats/pytorch';
import { isTfjsModel, readTfjs } from '../formats/tfjs-files';
import { parseStrictJson } from '../formats/strict-json';
import { openZipArchive } from '../formats/zip-archive';
import { decodeCheckpoint } from '../runs/checkpoint';
import { runLayout } from '../runs/run-layout';
import { readSheetOrigin } from '../runs/sheet-origin';
import { findCandidates, type FullCandidate } from './candidates';
import { findProblem } from './choose-candidate';
import type { Content } from './content';
import { foreignNetworks, inNaturalOrder, type ForeignNetworks } from './foreign-networks';
import { kerasCandidates } from './keras-candidates';
import { bareKeras } from './keras-bare';
import { isRunArchive } from './run-archive';
import { importFailure, unreadableFile } from './unreadable-file';
import { firstProblem } from '../../shared/wording/value-words';

const beginningBytes = 512;
const mostJsonBytes = 64 * 1024 * 1024;
const modelFile = 'model.json';
const checkpointMark = '"gan-studio-checkpoint"';

/**
 * Finds out what lies at a path, by its content and never by its ending.
 *
 * @throws StudioError `file-unreadable`: the file and why; what reading a data set throws
 */
export async function lookInto(path: string): Promise<Content> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await lookIntoFolder(path);
    if (!found.isFile()) throw unreadableFile(path, worded('data.noFile'));
    return await lookIntoFile(path, found.size);
  } catch (error) {
    throw importFailure(path, error);
  }
}

async function lookIntoFolder(path: string): Promise<Content> {
  const names = await readdir(path);
  if (names.includes(runLayout.recipe) && names.includes(runLayout.record)) return { kind: 'runFolder' };
  // the folder of a TensorFlow.js model: weights lie beside its description
  if (names.includes(modelFile)) return lookIntoFile(join(path, modelFile), (await stat(join(path, modelFile))).size);
  return dataSet(path);
}

async function lookIntoFile(path: string, size: number): Promise<Content> {
  const beginning = await readBeginning(path);
  const text = beginning.toString('latin1');
  if (size > foreignLimits.bytes && !text.startsWith('PK')) {
    throw new FormatError(worded('import.bytes', { bytes: size, most: foreignLimits.bytes }));
  }
  if (beginsLikeSafetensors(beginning)) return lookIntoSafetensors(await readFile(path), text);
  if (text.startsWith('PK\x03\x04')) return lookIntoArchive(path, size);
  if (beginsLikePickle(beginning)) return weights(readOldPyTorch(await readFile(path)));
  if (hdf5Signature.equals(beginning.subarray(0, hdf5Signature.length)))
    return weights(readKerasHdf5(await readFile(path)));
  if (startsLikePng(beginning)) return lookIntoPicture(path);
  if (/^(?:\xef\xbb\xbf)?\s*\{/.test(text)) return lookIntoJson(path, size);
  return dataSet(path);
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The length of a header of less than 4 GB, then its brace. */
function beginsLikeSafetensors(bytes: Buffer): boolean {
  return bytes.length > 8 && bytes.readUInt32LE(4) === 0 && bytes[8] === '{'.charCodeAt(0);
}

function lookIntoSafetensors(bytes: Buffer, beginning: string): Content {
  if (beginning.includes(checkpointMark)) return { kind: 'checkpoint', checkpoint: decodeCheckpoint(bytes) };
  return weights(readForeignSafetensors(bytes));
}

async function lookIntoArchive(path: string, size: number): Promise<Content> {
  const archive = await openZipArchive(path);
  const paths = archive.members.map((member) => member.path);
  archive.close();
  if (isRunArchive(paths)) return { kind: 'runArchive' };
  const isKeras = paths.includes('config.json') && paths.includes('model.weights.h5');
  if (!isKeras && !paths.some((member) => /^[^/]+\/data\.pkl$/.test(member))) return dataSet(path);
  if (size > foreignLimits.bytes)
    throw new FormatError(worded('import.bytes', { bytes: size, most: foreignLimits.bytes }));
  const bytes = await readFile(path);
  return weights(await (isKeras ? readKerasArchive(bytes) : readPyTorchZip(bytes)));
}

async function lookIntoPicture(path: string): Promise<Content> {
  const origin = readSheetOrigin(await readFile(path));
  if (!origin) throw new FormatError(worded('import.picture'));
  return { kind: 'sheet', origin };
}

async function lookIntoJson(path: string, size: number): Promise<Content> {
  if (size > mostJsonBytes) throw new FormatError(worded('import.bytes', { bytes: size, most: mostJsonBytes }));
  const value = parseStrictJson((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
  if (isTfjsModel(value)) return weights(await readTfjs(path, value));
  const recipe = recipeSchema.safeParse(value);
  if (recipe.success) return { kind: 'recipe', recipe: recipe.data };
  throw new FormatError(worded('import.json', { reason: firstProblem(recipe.error, value) }));
}

function weights(read: ForeignTensors): Content {
  const isKeras = read.format === 'keras' || read.format === 'keras-h5';
  const foreign = isKeras && read.model === null ? bareKeras(read) : read;
  const networks = foreignNetworks(foreign.tensors);
  if (foreign.model !== null) return describedWeights(foreign, networks);
  const candidates = bareCandidates(foreign, networks);
  const problem = candidates.length > 0 ? null : findProblem(networks);
  return { kind: 'weights', foreign, networks, candidates, problem, notes: foreign.notes };
}

/** Candidates of weights without a model: in the order of the file, or in that of the numbers in their names. */
function bareCandidates(foreign: ForeignTensors, networks: ForeignNetworks): readonly FullCandidate[] {
  const found = findCandidates(networks, ownRecipeOf(foreign));
  if (found.length > 0 || foreign.format !== 'safetensors') return found;
  return findCandidates(inNaturalOrder(networks));
}

/** The recipe that the studio's own exports carry; null for all others. */
function ownRecipeOf({ metadata = {} }: ForeignTensors): Recipe | null {
  if (metadata['format'] !== 'gan-studio-generator' || metadata['recipe'] === undefined) return null;
  const recipe = recipeSchema.safeParse(parseStrictJson(metadata['recipe']));
  return recipe.success ? recipe.data : null;
}

/** Weights with the model that they belong to. */
function describedWeights(foreign: ForeignTensors, networks: ForeignNetworks): Content {
  const common = { kind: 'weights', foreign, networks } as const;
  try {
    const { candidates, notes } = kerasCandidates(foreign.model, foreign.tensors);
    return { ...common, candidates, problem: null, notes: [...foreign.notes, ...notes] };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...common, candidates: [], problem: error.told, notes: foreign.notes };
  }
}

async function dataSet(path: string): Promise<Content> {
  return { kind: 'dataSet', readers: await openReaders(path, new AbortController().signal) };
}
