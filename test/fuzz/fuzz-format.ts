import { isRefusal, type FuzzedFormat } from './formats';
import { createDice, mutate } from './mutate';

export interface FuzzCounts {
  readonly format: string;
  readonly cases: number;
  readonly read: number;
  readonly refused: number;
  /** Milliseconds of the slowest case. */
  readonly slowest: number;
}

const patienceMilliseconds = 20_000;

/**
 * Reads `cases` damaged files.
 *
 * @throws Error at the first case that fails otherwise than by a refusal or takes too long; its bytes are in the message
 */
export async function fuzzFormat(format: FuzzedFormat, cases: number, seed: number): Promise<FuzzCounts> {
  const dice = createDice(seed);
  let read = 0;
  let slowest = 0;
  for (let number = 0; number < cases; number++) {
    const bytes = mutate(format.seeds, dice);
    const start = performance.now();
    try {
      await withPatience(format.read(bytes));
      read++;
    } catch (error) {
      if (!isRefusal(error)) throw asFault(format.name, number, seed, bytes, error);
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  return { format: format.name, cases, read, refused: cases - read, slowest };
}

function asFault(format: string, number: number, seed: number, bytes: Buffer, cause: unknown): Error {
  const text = `Case ${number} of ${format} with seed ${seed} failed: ${String(cause)}\n${bytes.toString('base64')}`;
  return new Error(text, { cause });
}

async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took more than ${patienceMilliseconds} ms.`)), patienceMilliseconds);
  });
  try {
    await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
