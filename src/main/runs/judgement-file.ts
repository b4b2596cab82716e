/** What the judge said of a run's checkpoints: kept in its cache folder, made again where it is missing. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { judgedRunSchema, type JudgedRun } from '../../shared/comparison';
import { checkRunFolder } from './read-failure';
import { readJson } from './read-json';
import { runLayout } from './run-layout';
import { writeJson } from './write-json';

function judgementFile(runFolder: string, step: number): string {
  return join(runFolder, runLayout.cache, `judgement-${String(step).padStart(6, '0')}.json`);
}

/** @returns null where there is none, or none that can be read: then it is measured again */
export async function readJudgement(runFolder: string, step: number): Promise<JudgedRun | null> {
  await checkRunFolder(runFolder);
  try {
    const judged = await readJson(judgementFile(runFolder, step), judgedRunSchema);
    return judged.step === step ? judged : null;
  } catch {
    // a cache: whatever is wrong with it, measuring mends it
    return null;
  }
}

/** @throws StudioError `disk-full`, `folder-not-writable` or `write-failed` */
export async function keepJudgement(runFolder: string, judged: JudgedRun): Promise<void> {
  // a folder that cannot be made shows in the write, which says it in a sentence
  await mkdir(join(runFolder, runLayout.cache), { recursive: true }).catch(() => undefined);
  await writeJson(judgementFile(runFolder, judged.step), judged);
}
