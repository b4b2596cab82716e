import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

export const commandLine = resolve(import.meta.dirname, '../../../out/main/cli.js');

/** The tests' own, not the person's. */
const noPresets = resolve(import.meta.dirname, '../../../out/no-presets');

export interface CommandOutcome {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly process: ChildProcess;
  readonly outcome: Promise<CommandOutcome>;
  /** Resolves when standard error holds a text that matches; rejects where the command ends first. */
  errorOutput(pattern: RegExp): Promise<void>;
}

/** Starts the built command line in the Node that runs the test. */
export function startStudio(args: readonly string[], environment: NodeJS.ProcessEnv = {}): RunningCommand {
  const child = spawn(process.execPath, [commandLine, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', GAN_STUDIO_PRESETS: noPresets, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const outcome = new Promise<CommandOutcome>((fulfil, reject) => {
    child.on('error', reject);
    child.on('close', (code) => fulfil({ code, stdout, stderr }));
  });
  return {
    process: child,
    outcome,
    errorOutput: (pattern) =>
      new Promise((fulfil, reject) => {
        const look = (): void => {
          if (pattern.test(stderr)) fulfil();
        };
        look();
        child.stderr.on('data', look);
        child.on('close', (code) => reject(new Error(`Ended with ${code} before ${pattern} was seen:\n${stderr}`)));
      }),
  };
}

export function runStudio(args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  return startStudio(args, environment).outcome;
}

/** The result of `--json`: the last line of standard output. */
export function jsonResult(outcome: CommandOutcome): Record<string, unknown> {
  const last = outcome.stdout.trimEnd().split('\n').at(-1) ?? '';
  return JSON.parse(last) as Record<string, unknown>;
}

/** Few and small steps, so that a test is about the path and not about the digits. */
export function shortTraining(runsFolder: string, ...more: readonly string[]): readonly string[] {
  return ['train', '--preset', 'mlp-tutorial', '--runs', join(runsFolder, 'runs'), '--json', ...more];
}
