import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { worded } from '../../shared/wording/worded';
import { systemErrorCode } from '../formats/write-failure';
import { readFailure } from './read-failure';

/** Names inside a run folder. */
export const runLayout = {
  recipe: 'recipe.json',
  record: 'run.json',
  notes: 'notes.json',
  lock: 'writer.lock',
  /** There for a moment while a process becomes the writer of an earlier run. */
  claim: 'writer.claim',
  metrics: 'metrics.jsonl',
  epochs: 'epochs.jsonl',
  samples: 'samples',
  checkpoints: 'checkpoints',
  cache: 'cache',
  tensorboard: 'tensorboard',
  log: 'log.txt',
} as const;

const sheetExtension = '.png';
const checkpointExtension = '.safetensors';
const pinExtension = '.pin';

export function sheetFile(runFolder: string, step: number): string {
  return join(runFolder, runLayout.samples, stepName(step) + sheetExtension);
}

export function checkpointFile(runFolder: string, step: number): string {
  return join(runFolder, runLayout.checkpoints, stepName(step) + checkpointExtension);
}

/** There where a person wants the checkpoint of this step kept. */
export function pinFile(runFolder: string, step: number): string {
  return join(runFolder, runLayout.checkpoints, stepName(step) + pinExtension);
}

/** TensorBoard knows event files by `tfevents` in their names and reads those of a folder in the order of their times. */
export function eventFile(runFolder: string, createdAt: Date): string {
  const seconds = Math.floor(createdAt.getTime() / 1000);
  return join(runFolder, runLayout.tensorboard, `events.out.tfevents.${seconds}.gan-studio`);
}

/** Whether the run's numbers go into TensorBoard event files as well. */
export async function hasEventFiles(runFolder: string): Promise<boolean> {
  return (await namesIn(join(runFolder, runLayout.tensorboard))).length > 0;
}

/** Steps of all stored sheets, ascending; empty where there is no folder. */
export function listSheetSteps(runFolder: string): Promise<readonly number[]> {
  return listSteps(join(runFolder, runLayout.samples), sheetExtension);
}

/** Steps of all checkpoints, ascending; empty where there is no folder. */
export function listCheckpointSteps(runFolder: string): Promise<readonly number[]> {
  return listSteps(join(runFolder, runLayout.checkpoints), checkpointExtension);
}

/** Steps whose checkpoints are pinned, ascending. */
export function listPinnedSteps(runFolder: string): Promise<readonly number[]> {
  return listSteps(join(runFolder, runLayout.checkpoints), pinExtension);
}

/** `000600`: names sort like steps up to a million, and are read back as numbers beyond. */
function stepName(step: number): string {
  return String(step).padStart(6, '0');
}

async function listSteps(folder: string, extension: string): Promise<readonly number[]> {
  const steps: number[] = [];
  for (const name of await namesIn(folder)) {
    const digits = name.endsWith(extension) ? name.slice(0, -extension.length) : '';
    if (/^\d{6,15}$/.test(digits) && stepName(Number(digits)) === digits) steps.push(Number(digits));
  }
  return steps.sort((a, b) => a - b);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw readFailure(folder, error, worded('run.cureAllow'));
  }
}
