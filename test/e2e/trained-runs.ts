/** Runs of a few steps. Each is trained once for all test files, which get copies of its folder. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, inject } from 'vitest';
import { resume } from '../../src/main/trainer/resume';
import { train } from '../../src/main/trainer/train';
import type { TrainingObserver } from '../../src/main/trainer/training-observer';
import { findPreset } from '../../src/shared/presets';
import type { Recipe } from '../../src/shared/recipe';
import { overrideRecipe } from '../../src/shared/recipe-override';
import { withLock } from '../../tools/setup/lock-file.mjs';
import { computeAsPrograms, studioEnvironment, type StudioFolders } from './studio-window';

const program = resolve(import.meta.dirname, '../../out/main/cli.js');

function recipe(preset: string, seed: number, steps: number, ...changes: readonly string[]): Recipe {
  const { schedule, ...rest } = findPreset(preset);
  const asked = { ...rest, seed, schedule: { ...schedule, length: { unit: 'steps', amount: steps } } } as const;
  return overrideRecipe(asked, changes);
}

const digits = (seed: number, steps: number, ...changes: readonly string[]): Recipe =>
  recipe('quick-digits', seed, steps, 'samples.everySteps=5', ...changes);

/** Made when they are asked for. */
const recipes = {
  /** Sheets of steps 0, 5, 10, 15 and 20. */
  digits: () => digits(1, 20),
  /** Half as long, with another learning rate. */
  shorter: () => digits(2, 10, 'optimisers.generator.learningRate=1e-3'),
  /** As `digits`, from another seed. */
  otherSeed: () => digits(6, 20),
  /** Long enough for a verdict; sheets of steps 0, 5, … 60. */
  longer: () => digits(5, 60),
  /** A learning rate at which it cannot do well. */
  tooFast: () => recipe('quick-digits', 3, 60, 'optimisers.generator.learningRate=0.2'),
  /** Latents of another length. */
  mlp: () => recipe('mlp-tutorial', 4, 5, 'latent.size=32'),
  /** Checkpoints of steps 4 and 6. */
  conditional: () => recipe('cgan-28', 0, 4),
} as const;

/** How far a run went on with another command. */
const wentOnTo: Partial<Record<TrainedRun, number>> = { conditional: 6 };

export type TrainedRun = keyof typeof recipes;

/** Runs a command of the studio on these folders and expects that it succeeds. */
export async function runCommand(folders: StudioFolders, ...args: readonly string[]): Promise<void> {
  const env = studioEnvironment(folders);
  const started = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  started.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  expect(await new Promise((fulfil) => started.on('close', fulfil)), complaint).toBe(0);
}

/** So that a program that has known a run of the same name takes none for another. */
let copies = 0;

/** Puts a trained run into the runs folder. @returns its folder there */
export async function putRun(folders: StudioFolders, name: TrainedRun): Promise<string> {
  const kept = join(inject('trainedRuns'), name);
  // one after another: two runs of one second would have one id
  if (!existsSync(kept)) await withLock(join(inject('trainedRuns'), 'lock'), () => trainOnce(kept, name));
  const id = await onlyRun(kept);
  const copy = join(folders.runs, `${id}-${++copies}`);
  await cp(join(kept, id), copy, { recursive: true, errorOnExist: true, force: false });
  return copy;
}

/** @returns its id */
async function onlyRun(folder: string): Promise<string> {
  const [id] = (await readdir(folder)).filter((entry) => !entry.startsWith('.'));
  if (id === undefined) throw new Error(`There is no run in ${folder}.`);
  return id;
}

/** In this process: a command for each would load TensorFlow and all else again. */
async function trainOnce(kept: string, name: TrainedRun): Promise<void> {
  if (existsSync(kept)) return;
  computeAsPrograms();
  const made = await mkdtemp(`${kept}-`);
  const neverStops = new AbortController().signal;
  const asked = { recipe: recipes[name](), runsFolder: made, backend: 'tensorflow', tensorboard: false } as const;
  const { folder } = await train(asked, nobody, neverStops);
  const steps = wentOnTo[name];
  if (steps !== undefined) await resume({ folder, steps, backend: 'tensorflow' }, nobody, neverStops);
  await rename(made, kept);
}

const nothing = (): void => undefined;
/** Nobody watches; a disk that refuses shows in the test that waits. */
const nobody: TrainingObserver = {
  onCreated: nothing,
  onDevice: nothing,
  onStage: nothing,
  onNotice: nothing,
  onPaused: nothing,
  onGoingOn: nothing,
  onMetrics: nothing,
  onEpoch: nothing,
  wantsSamples: () => false,
  onSamples: nothing,
};
