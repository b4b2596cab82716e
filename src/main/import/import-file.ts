import { join, resolve } from 'node:path';
import { assertNever } from '../../shared/assert-never';
import type { Imported } from '../../shared/recognised';
import type { Device, RunSummary } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import type { NamedTensor } from '../../shared/tensor';
import { worded, type Told } from '../../shared/wording/worded';
import { adoptRun } from '../runs/adopt-run';
import type { Checkpoint } from '../runs/checkpoint';
import { findRunsByRecipe } from '../runs/find-by-recipe';
import { readRunState } from '../runs/run-record';
import type { SheetOrigin } from '../runs/sheet-origin';
import { chooseCandidate } from './choose-candidate';
import type { CandidateWeights } from './candidates';
import type { Content } from './content';
import type { FittedWeights } from './fit-network';
import { weightNotices } from './import-notices';
import { lookInto } from './look-into';
import { checkFinite, makeRun } from './make-run';
import { runIdInside } from './recognise';
import { openRunArchive, openRunFolder, type ForeignRun } from './run-files';
import { importFailure, unreadableFile } from './unreadable-file';

export interface ImportRequest {
  readonly path: string;
  /** Absolute path of the folder that gets the run's folder. */
  readonly runsFolder: string;
  /** Which candidate: its id or the name of its preset; null = the first, where they all draw the same. */
  readonly candidate: string | null;
  readonly backend: Device['backend'];
}

/**
 * Makes a run of a file, or opens the one that it belongs to.
 *
 * @throws StudioError where the file is damaged or fits nothing, where the person must choose, or where the disk refuses
 */
export async function importFile(request: ImportRequest): Promise<Imported> {
  const asked = { ...request, path: resolve(request.path), runsFolder: resolve(request.runsFolder) };
  const content = await lookInto(asked.path);
  try {
    return await importContent(asked, content);
  } catch (error) {
    throw importFailure(asked.path, error);
  }
}

function importContent(request: ImportRequest, content: Content): Promise<Imported> {
  const { path } = request;
  switch (content.kind) {
    case 'checkpoint':
      return importCheckpoint(request, content.checkpoint);
    case 'runFolder':
      return importFolder(request);
    case 'runArchive':
      return openRunArchive(path).then((run) => copyRun(request, run));
    case 'weights':
      return importWeights(request, content);
    case 'recipe':
      return importRecipe(request, content.recipe, [worded('notice.fromRecipe', { path })]);
    case 'sheet':
      return importSheet(request, content.origin);
    case 'dataSet':
      throw new StudioError('invalid-request', worded('import.dataSet', { path }));
    default:
      return assertNever(content);
  }
}

async function importCheckpoint(request: ImportRequest, checkpoint: Checkpoint): Promise<Imported> {
  const { path, runsFolder, backend } = request;
  const { recipe, step, dataFingerprint, tensors, turns = null } = checkpoint;
  checkFinite(path, tensors);
  const notices = [worded('notice.fromCheckpoint', { path })];
  const fill = (): readonly NamedTensor[] => tensors;
  return created(await makeRun({ recipe, runsFolder, backend, step, turns, dataFingerprint, fill, notices }), notices);
}

async function importFolder(request: ImportRequest): Promise<Imported> {
  const { path, runsFolder } = request;
  const runId = await runIdInside(path, runsFolder);
  if (runId !== null) return { runId, folder: join(runsFolder, runId), created: false, notices: [] };
  const { state } = await readRunState(path);
  if (state === 'running') {
    throw new StudioError('run-in-use', worded('import.trained', { path }));
  }
  return copyRun(request, await openRunFolder(path));
}

async function copyRun({ path, runsFolder }: ImportRequest, run: ForeignRun): Promise<Imported> {
  try {
    const { id, folder, notices } = await adoptRun(runsFolder, run.name, run.files, path);
    const links = run.links.map((link) => `Left out ${link}: it is no plain file.`);
    return { runId: id, folder, created: true, notices: [...notices, ...links] };
  } finally {
    run.close();
  }
}

async function importWeights(
  request: ImportRequest,
  { foreign, candidates, problem, notes: reading }: Extract<Content, { kind: 'weights' }>,
): Promise<Imported> {
  const { path, runsFolder, backend } = request;
  const { recipe, shown, weights } = chooseCandidate(path, candidates, problem, request.candidate);
  const notices = [...weightNotices(path, foreign.format, shown, recipe.seed), ...reading];
  const fill = (first: readonly NamedTensor[]): readonly NamedTensor[] => {
    const filled = putIn(first, weights);
    checkFinite(path, filled);
    return filled;
  };
  const run = { recipe, runsFolder, backend, step: 0, turns: null, dataFingerprint: null, fill, notices };
  return created(await makeRun(run), notices);
}

/** The first values of a run with a file's numbers in their places; an average that the file lacks follows its generator. */
export function putIn(first: readonly NamedTensor[], weights: CandidateWeights): readonly NamedTensor[] {
  const networks: readonly (readonly [prefix: string, numbers: FittedWeights | null])[] = [
    ['generator/', weights.generator],
    ['discriminator/', weights.discriminator],
    ['ema/generator/', weights.average ?? weights.generator],
  ];
  return first.map((tensor) => {
    const data = networks
      .filter(([prefix]) => tensor.name.startsWith(prefix))
      .map(([prefix, numbers]) => numbers?.get(tensor.name.slice(prefix.length)))
      .find((numbers) => numbers !== undefined);
    return data ? { ...tensor, data } : tensor;
  });
}

async function importRecipe(
  { runsFolder, backend }: ImportRequest,
  recipe: Checkpoint['recipe'],
  notices: readonly Told[],
): Promise<Imported> {
  const fill = (first: readonly NamedTensor[]): readonly NamedTensor[] => first;
  const run = { recipe, runsFolder, backend, step: 0, turns: null, dataFingerprint: null, fill, notices };
  return created(await makeRun(run), notices);
}

async function importSheet(request: ImportRequest, origin: SheetOrigin): Promise<Imported> {
  const { path, runsFolder } = request;
  const [runId] = await findRunsByRecipe(runsFolder, origin.recipeHash);
  if (runId !== undefined) return { runId, folder: join(runsFolder, runId), created: false, notices: [] };
  if (!origin.recipe) {
    throw unreadableFile(path, worded('import.oldSheet', { folder: runsFolder }));
  }
  const notices = [worded('notice.fromSheet', { path, step: origin.step })];
  return importRecipe(request, origin.recipe, notices);
}

function created({ id, folder }: RunSummary, notices: readonly Told[]): Imported {
  return { runId: id, folder, created: true, notices };
}
