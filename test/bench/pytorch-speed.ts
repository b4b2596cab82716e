import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { promisify } from 'node:util';
import type { Recipe } from '../../src/shared/recipe';

export type Layout = 'contiguous' | 'channels_last';
export type TorchPrecision = 'float32' | 'bfloat16';

/** A recipe that PyTorch trains in a process of its own, as many steps at a time as are asked for. */
export interface TorchTraining {
  readonly version: string;
  /** @returns steps a second */
  run(steps: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * The first Python that has torch: the one that GAN_STUDIO_TORCH_PYTHON names, or one that is found.
 *
 * @returns null where there is none
 */
export async function findTorch(): Promise<string | null> {
  const named = process.env['GAN_STUDIO_TORCH_PYTHON'];
  for (const program of named === undefined ? ['python3', 'python'] : [named]) {
    try {
      await promisify(execFile)(program, ['-c', 'import torch']);
      return program;
    } catch (error) {
      if (named !== undefined) throw new Error(`${named} cannot import torch.`, { cause: error });
    }
  }
  return null;
}

const script = resolve('test/bench/pytorch/train_recipe.py');

export async function startTorch(
  python: string,
  recipe: Recipe,
  layout: Layout,
  precision: TorchPrecision,
  folder: string,
): Promise<TorchTraining> {
  const file = join(folder, `${recipe.preset}.json`);
  await writeFile(file, JSON.stringify(recipe));
  const child = spawn(python, [script, file, layout, precision], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, GAN_STUDIO_THREADS: String(availableParallelism()) },
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'close');
  const next = (): Promise<Record<string, unknown>> => nextLine(lines, ended);
  const { torch } = await next();
  return {
    version: String(torch),
    run: async (steps) => {
      child.stdin.write(`${steps}\n`);
      return (await next())['stepsPerSecond'] as number;
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

async function nextLine(lines: Interface, ended: Promise<unknown>): Promise<Record<string, unknown>> {
  const line = await Promise.race([
    once(lines, 'line'),
    ended.then(() => {
      throw new Error('PyTorch ended before it answered.');
    }),
  ]);
  return JSON.parse(String(line[0])) as Record<string, unknown>;
}
