/** A judge that knows most digits. It learns once for all test files, whose programs get copies of what it kept. */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { withLock } from '../../tools/setup/lock-file.mjs';
import { keepShortlyTaughtJudge } from '../shortly-taught-judge';
import { computeAsPrograms, type StudioFolders } from './studio-window';

/** Puts it where the studio looks for a judge that has learnt. */
export async function putTaughtJudge({ cache }: StudioFolders): Promise<void> {
  const kept = join(inject('trainedRuns'), 'judge');
  if (!existsSync(kept)) await withLock(`${kept}.lock`, () => teachOnce(kept));
  await cp(kept, join(cache, 'judge'), { recursive: true });
}

async function teachOnce(kept: string): Promise<void> {
  if (existsSync(kept)) return;
  computeAsPrograms();
  const made = await mkdtemp(`${kept}-`);
  await keepShortlyTaughtJudge(made);
  await rename(made, kept);
}
