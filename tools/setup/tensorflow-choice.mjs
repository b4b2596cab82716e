import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupFault } from './setup-fault.mjs';

/** @typedef {'cpu' | 'gpu' | 'official'} TensorflowKind */

const file = 'tensorflow-choice.json';
/** @type {readonly TensorflowKind[]} */
const kinds = ['cpu', 'gpu', 'official'];

/**
 * Which TensorFlow this user chose: by GAN_STUDIO_TENSORFLOW for one start, else by an earlier `npm run setup`.
 * @param {string} cache
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<TensorflowKind>}
 */
export async function chosenTensorflow(cache, environment) {
  const named = environment.GAN_STUDIO_TENSORFLOW;
  if (named) {
    const kind = kinds.find((known) => known === named);
    if (kind !== undefined) return kind;
    throw new SetupFault(
      `GAN_STUDIO_TENSORFLOW is ${JSON.stringify(named)}, and only ${kinds.join(', ')} are known.`,
      'Set it to one of these or unset it, then start again.',
    );
  }
  const text = await readFile(join(cache, file), 'utf8').catch(() => '');
  return kinds.find((known) => text.includes(`"${known}"`)) ?? 'cpu';
}

/**
 * Remembers the choice for later starts.
 * @param {string} cache
 * @param {TensorflowKind} kind
 */
export async function rememberTensorflow(cache, kind) {
  if (kind === 'cpu') await rm(join(cache, file), { force: true });
  else await writeFile(join(cache, file), JSON.stringify({ tensorflow: kind }));
}
