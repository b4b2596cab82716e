/** Makes the folder of `trained-runs.ts` before the first test file and removes it after the last. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where runs are kept that several test files look at. Absolute. */
    readonly trainedRuns: string;
  }
}

export default async function keepTrainedRuns(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-runs-'));
  project.provide('trainedRuns', folder);
  return () => rm(folder, { recursive: true, force: true });
}
