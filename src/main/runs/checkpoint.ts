import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { recipeSchema, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import type { NamedTensor } from '../../shared/tensor';
import { turnStateSchema, type TurnState } from '../../shared/turns-spec';
import { worded, type Told, type Worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import { decodeSafetensors, encodeSafetensors } from '../formats/safetensors';
import { parseStrictJson } from '../formats/strict-json';
import { systemErrorCode } from '../formats/write-failure';
import { toldBy } from '../formats/told-by';
import { checkRunFolder } from './read-failure';
import { checkpointFile, listCheckpointSteps } from './run-layout';

/** Everything that a run needs to go on. */
export interface Checkpoint {
  readonly step: number;
  readonly recipe: Recipe;
  /** Of the training images, as in run.json. */
  readonly dataFingerprint: string;
  /** Every network, running statistics, EMA and optimiser slots. */
  readonly tensors: readonly NamedTensor[];
  /** Where the turns of both networks stood; null where they depend on the step alone, or were not kept yet. */
  readonly turns?: TurnState | null;
}

const metadataSchema = z.object({
  format: z.literal('gan-studio-checkpoint'),
  formatVersion: z.literal('1'),
  step: z.string().regex(/^\d{1,15}$/),
  recipe: z.string(),
  dataFingerprint: z.string(),
  turns: z.string().optional(),
  checksum: z.string(),
});

const checksumMark = Buffer.from('"checksum":"', 'utf8');
const checksumLength = 64;
const blankChecksum = '0'.repeat(checksumLength);

/** A safetensors file whose metadata carry a SHA-256 over all its bytes, taken with zeros in the checksum's place. */
export function encodeCheckpoint({ step, recipe, dataFingerprint, tensors, turns }: Checkpoint): Uint8Array {
  const metadata: Readonly<Record<string, string>> = {
    format: 'gan-studio-checkpoint',
    formatVersion: '1',
    step: String(step),
    recipe: JSON.stringify(recipe),
    dataFingerprint,
    ...(turns ? { turns: JSON.stringify(turns) } : {}),
    checksum: blankChecksum,
  };
  const bytes = encodeSafetensors(tensors, metadata);
  bytes.set(Buffer.from(sha256(bytes), 'latin1'), checksumStart(bytes));
  return bytes;
}

/** Inside texts a quotation mark is escaped, so the mark is found at the key itself and nowhere else. */
function checksumStart(bytes: Uint8Array): number {
  const mark = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(checksumMark);
  const start = mark + checksumMark.length;
  if (mark < 0 || start + checksumLength > bytes.length) throw new FormatError(worded('checkpoint.noChecksum'));
  return start;
}

function sha256(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/**
 * Reads the bytes of a checkpoint.
 *
 * @throws FormatError with the reason
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  checkChecksum(bytes);
  const { tensors, metadata } = decodeSafetensors(bytes);
  const checked = metadataSchema.safeParse(metadata);
  if (!checked.success) throw new FormatError(worded('checkpoint.version'));
  const recipe = recipeSchema.safeParse(parseStrictJson(checked.data.recipe));
  if (!recipe.success) throw new FormatError(worded('checkpoint.recipe'));
  const { step, dataFingerprint, turns } = checked.data;
  const others = turns === undefined ? {} : { turns: readTurns(turns) };
  return { step: Number(step), recipe: recipe.data, dataFingerprint, tensors, ...others };
}

function readTurns(text: string): TurnState {
  const checked = turnStateSchema.safeParse(parseStrictJson(text));
  if (!checked.success) throw new FormatError(worded('checkpoint.turns'));
  return checked.data;
}

function checkChecksum(bytes: Uint8Array): void {
  const start = checksumStart(bytes);
  const end = start + checksumLength;
  const found = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const zeros = Buffer.from(blankChecksum, 'latin1');
  const expected = sha256(bytes.subarray(0, start), zeros, bytes.subarray(end));
  if (found !== expected) throw new FormatError(worded('checkpoint.checksum'));
}

/** @throws StudioError `checkpoint-damaged`: the file and why */
export async function readCheckpoint(file: string): Promise<Checkpoint> {
  try {
    return decodeCheckpoint(await readFile(file));
  } catch (error) {
    const message = worded('checkpoint.unreadable', { file, reason: toldBy(error) });
    throw new StudioError('checkpoint-damaged', message, { cause: error });
  }
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Path of the file that it came from. */
  readonly file: string;
  /** Newer checkpoints that could not be read. */
  readonly skipped: readonly { readonly file: string; readonly reason: Told }[];
}

/**
 * Opens the checkpoint of a step, or the newest good one.
 *
 * @throws StudioError `no-such-run`, `no-checkpoint`, or `checkpoint-damaged` where the asked one is
 */
export async function openCheckpoint(runFolder: string, step?: number): Promise<OpenedCheckpoint> {
  await checkRunFolder(runFolder);
  const steps = await listCheckpointSteps(runFolder);
  if (step !== undefined) return openStep(runFolder, step, steps);
  const skipped: { file: string; reason: Told }[] = [];
  for (const candidate of steps.toReversed()) {
    const file = checkpointFile(runFolder, candidate);
    try {
      return { checkpoint: decodeCheckpoint(await readFile(file)), file, skipped };
    } catch (error) {
      // a training writer may have removed it since it was listed; it was the oldest then
      if (systemErrorCode(error) !== 'ENOENT') skipped.push({ file, reason: toldBy(error) });
    }
  }
  const none = worded('checkpoint.none', { folder: runFolder });
  throw new StudioError('no-checkpoint', skipped.reduce(withDamage, none));
}

async function openStep(runFolder: string, step: number, steps: readonly number[]): Promise<OpenedCheckpoint> {
  const file = checkpointFile(runFolder, step);
  if (steps.includes(step)) return { checkpoint: await readCheckpoint(file), file, skipped: [] };
  const asked = { folder: runFolder, step };
  const told =
    steps.length === 0
      ? worded('checkpoint.noStepAny', asked)
      : worded('checkpoint.noStep', { ...asked, steps: steps.join(', ') });
  throw new StudioError('no-checkpoint', told);
}

function withDamage(before: Worded, damage: OpenedCheckpoint['skipped'][number]): Worded {
  return worded('checkpoint.andDamage', { before, ...damage });
}
