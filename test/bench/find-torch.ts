import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

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
