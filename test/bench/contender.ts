import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A recipe that trains in a process of its own, as many steps at a time as are asked for. */
export interface Contender {
  readonly name: string;
  /** What it said when it was ready. */
  readonly greeting: Readonly<Record<string, unknown>>;
  /** @returns steps a second */
  run(steps: number): Promise<number>;
  close(): Promise<void>;
}

/** Starts a program that says a JSON line when it is ready and answers each number of steps with one. */
export async function startContender(
  name: string,
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Contender> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`${name} ended before it answered.`);
    return JSON.parse(line.value) as Record<string, unknown>;
  };
  return {
    name,
    greeting: await next(),
    run: async (steps) => {
      child.stdin.write(`${steps}\n`);
      return (await next())['stepsPerSecond'] as number;
    },
    close: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'close');
    },
  };
}
