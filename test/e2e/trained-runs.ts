/** Runs of a few steps from the command line. Each is trained once for all test files, which get copies of its folder. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, inject } from 'vitest';
import { withLock } from '../../tools/setup/lock-file.mjs';
import { foldersIn, studioEnvironment, type StudioFolders } from './studio-window';

const program = resolve(import.meta.dirname, '../../out/main/cli.js');

const digits = ['--preset', 'quick-digits', '--set', 'samples.everySteps=5'];

/** What the command line was asked for. */
const requests = {
  /** Sheets of steps 0, 5, 10, 15 and 20. */
  digits: [...digits, '--seed', '1', '--steps', '20'],
  /** Half as long, with another learning rate. */
  shorter: [...digits, '--seed', '2', '--steps', '10', '--set', 'optimisers.generator.learningRate=1e-3'],
  /** As `digits`, from another seed. */
  otherSeed: [...digits, '--seed', '6', '--steps', '20'],
  /** Long enough for a verdict; sheets of steps 0, 5, … 60. */
  longer: [...digits, '--seed', '5', '--steps', '60'],
  /** A learning rate at which it cannot do well. */
  tooFast: [
    '--preset',
    'quick-digits',
    '--seed',
    '3',
    '--steps',
    '60',
    '--set',
    'optimisers.generator.learningRate=0.2',
  ],
  /** Latents of another length. */
  mlp: ['--preset', 'mlp-tutorial', '--seed', '4', '--steps', '5', '--set', 'latent.size=32'],
  /** Checkpoints of steps 4 and 6. */
  conditional: ['--preset', 'cgan-28', '--steps', '4'],
} as const;

/** How far a run went on with another command. */
const wentOnTo: Partial<Record<TrainedRun, number>> = { conditional: 6 };

export type TrainedRun = keyof typeof requests;

/** Runs a command of the studio on these folders and expects that it succeeds. */
export async function runCommand(folders: StudioFolders, ...args: readonly string[]): Promise<void> {
  const env = studioEnvironment(folders);
  const started = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  started.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  expect(await new Promise((fulfil) => started.on('close', fulfil)), complaint).toBe(0);
}

/** Puts a trained run into the runs folder. @returns its folder there */
export async function putRun(folders: StudioFolders, name: TrainedRun): Promise<string> {
  const kept = join(inject('trainedRuns'), name);
  // one after another: two runs of one second would have one id
  if (!existsSync(kept)) await withLock(join(inject('trainedRuns'), 'lock'), () => trainOnce(kept, name));
  const id = await onlyRun(kept);
  await cp(join(kept, id), join(folders.runs, id), { recursive: true, errorOnExist: true, force: false });
  return join(folders.runs, id);
}

/** @returns its id */
async function onlyRun(folder: string): Promise<string> {
  const [id] = (await readdir(folder)).filter((entry) => !entry.startsWith('.'));
  if (id === undefined) throw new Error(`There is no run in ${folder}.`);
  return id;
}

async function trainOnce(kept: string, name: TrainedRun): Promise<void> {
  if (existsSync(kept)) return;
  const made = await mkdtemp(`${kept}-`);
  await runCommand(foldersIn(made), 'train', ...requests[name], '--runs', made);
  const more = wentOnTo[name];
  if (more !== undefined) {
    const run = join(made, await onlyRun(made));
    await runCommand(foldersIn(made), 'resume', '--run', run, '--steps', String(more));
  }
  await rename(made, kept);
}
