import { realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { assertNever } from '../../shared/assert-never';
import type { FoundNetwork, Recognised, RecognisedRun, RecognisedWeights } from '../../shared/recognised';
import { describeNetwork, imageShape, recipeSchema } from '../../shared/recipe';
import { runIdSchema, runRecordSchema, type RunId } from '../../shared/run';
import { worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import { openZipArchive, readMember, type ZipMember } from '../formats/zip-archive';
import { parseStrictJson } from '../formats/strict-json';
import { findRunsByRecipe } from '../runs/find-by-recipe';
import { listCheckpointSteps, listSheetSteps, runLayout } from '../runs/run-layout';
import { readRecipe, readRunState } from '../runs/run-record';
import { drawDifferently } from './candidates';
import type { Content } from './content';
import { parameterCount } from './foreign-layers';
import type { ForeignNetwork } from './foreign-networks';
import { lookInto } from './look-into';
import { runRoot } from './run-archive';
import { importFailure } from './unreadable-file';

const mostJsonBytes = 8 * 1024 * 1024;

/**
 * Finds out what a dropped file or folder is, by its content, and what importing it would make.
 *
 * @param runsFolder where runs lie that a sheet may belong to
 * @throws StudioError `file-unreadable` where it is nothing that the studio knows, or is damaged
 */
export async function recognise(given: string, runsFolder: string): Promise<Recognised> {
  const path = resolve(given);
  const content = await lookInto(path);
  try {
    return await describe(path, content, runsFolder);
  } catch (error) {
    throw importFailure(path, error);
  }
}

async function describe(path: string, content: Content, runsFolder: string): Promise<Recognised> {
  switch (content.kind) {
    case 'checkpoint': {
      const { recipe, step } = content.checkpoint;
      return {
        ...{ kind: 'checkpoint', path, preset: recipe.preset, step, dataSource: recipe.data.source },
        latentSize: recipe.latent.size,
        imageShape: imageShape(recipe),
        generatorParameters: describeNetwork(recipe, 'generator').parameterCount,
        discriminatorParameters: describeNetwork(recipe, 'discriminator').parameterCount,
      };
    }
    case 'runFolder':
      return describeFolder(path, runsFolder);
    case 'runArchive':
      return describeArchive(path);
    case 'weights':
      return describeWeights(path, content);
    case 'recipe':
      return { kind: 'recipe', path, recipe: content.recipe };
    case 'sheet': {
      const runs = await findRunsByRecipe(runsFolder, content.origin.recipeHash);
      return { kind: 'sheet', path, ...content.origin, runs };
    }
    case 'dataSet': {
      const { name, format, expected } = content.readers.training;
      return { kind: 'dataSet', path, name, format, imageCount: expected };
    }
    default:
      return assertNever(content);
  }
}

async function describeFolder(path: string, runsFolder: string): Promise<RecognisedRun> {
  const [recipe, { record, state }] = [await readRecipe(path), await readRunState(path)];
  return {
    ...{ kind: 'run', path, packed: false, name: basename(path), preset: recipe.preset, state, step: record.step },
    checkpointSteps: await listCheckpointSteps(path),
    sheetCount: (await listSheetSteps(path)).length,
    runId: await runIdInside(path, runsFolder),
  };
}

/** The id of a run that lies in the runs folder already; null for one from elsewhere. */
export async function runIdInside(path: string, runsFolder: string): Promise<RunId | null> {
  const above = await realpath(dirname(path));
  const inside = await realpath(runsFolder).catch(() => null);
  const id = runIdSchema.safeParse(basename(path));
  return above === inside && id.success ? id.data : null;
}

async function describeArchive(path: string): Promise<RecognisedRun> {
  const archive = await openZipArchive(path);
  try {
    const root = runRoot(archive.members.map((member) => member.path)) ?? '';
    const members = new Map(archive.members.map((member) => [member.path.slice(root.length), member]));
    const recipe = recipeSchema.safeParse(await readJsonMember(members.get(runLayout.recipe)));
    const record = runRecordSchema.safeParse(await readJsonMember(members.get(runLayout.record)));
    if (!recipe.success) throw new FormatError(worded('import.recipe'));
    if (!record.success) throw new FormatError(worded('import.record'));
    const { state, step } = record.data;
    const name = root === '' ? basename(path).replace(/\.zip$/i, '') : root.slice(0, -1);
    return {
      ...{ kind: 'run', path, packed: true, name, preset: recipe.data.preset, state, step, runId: null },
      checkpointSteps: stepsOf([...members.keys()], /^checkpoints\/(\d{6,15})\.safetensors$/),
      sheetCount: stepsOf([...members.keys()], /^samples\/(\d{6,15})\.png$/).length,
    };
  } finally {
    archive.close();
  }
}

async function readJsonMember(member: ZipMember | undefined): Promise<unknown> {
  if (!member || member.size > mostJsonBytes) throw new FormatError(worded('import.runFiles'));
  return parseStrictJson(Buffer.from(await readMember(member)).toString('utf8'));
}

function stepsOf(paths: readonly string[], pattern: RegExp): readonly number[] {
  return paths
    .flatMap((path) => pattern.exec(path)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

function describeWeights(path: string, content: Extract<Content, { kind: 'weights' }>): RecognisedWeights {
  const { foreign, networks, candidates, problem, notes } = content;
  return {
    kind: 'weights',
    path,
    format: foreign.format,
    tensorCount: foreign.tensors.length,
    networks: networks.networks.map(describeForeign),
    candidates: candidates.map(({ shown }) => shown),
    ambiguous: drawDifferently(candidates),
    problem: problem === null ? null : worded('import.cannot', { path, reason: problem }),
    notes,
  };
}

function describeForeign({ role, layers }: ForeignNetwork): FoundNetwork {
  const found = layers.map(({ path, kind, shape }) => ({ name: path, kind, shape }));
  return { role, parameterCount: parameterCount(layers), layers: found };
}
