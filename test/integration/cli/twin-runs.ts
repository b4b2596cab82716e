import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { decodePng } from '../../../src/main/formats/png';
import { openCheckpoint } from '../../../src/main/runs/checkpoint';
import { listSheetSteps, sheetFile } from '../../../src/main/runs/run-layout';
import { expectSameTensors } from '../../expect-same-tensors';
import { jsonResult, runStudio, type CommandOutcome } from './studio-command';

/** Trains on the command line to the end. @returns the run's folder */
export async function train(folder: string, steps: number, more: readonly string[]): Promise<string> {
  const outcome = await runStudio(['train', '--steps', String(steps), '--runs', folder, '--json', ...more]);
  expect(outcome.code, outcome.stderr).toBe(0);
  return jsonResult(outcome)['run'] as string;
}

export function resume(run: string, ...more: readonly string[]): Promise<CommandOutcome> {
  return runStudio(['resume', '--run', run, '--json', ...more]);
}

/** The curves without the time, which is never the same twice. */
async function curvesOf(run: string): Promise<readonly unknown[]> {
  const files = await Promise.all(['metrics.jsonl', 'epochs.jsonl'].map((name) => readFile(join(run, name), 'utf8')));
  return files.flatMap((text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => ({ ...(JSON.parse(line) as object), seconds: null })),
  );
}

/** The text of a sheet tells of its recipe, whose length is another. */
async function pixelsOf(sheet: string): Promise<Buffer> {
  return Buffer.from(decodePng(await readFile(sheet)).pixels);
}

/** Expects of a run, however often it was broken off, that it ended bit for bit as the one that never stopped. */
export async function expectTwins(run: string, whole: string): Promise<void> {
  const [resumed, uninterrupted] = await Promise.all([openCheckpoint(run), openCheckpoint(whole)]);
  expect(resumed.checkpoint.step).toBe(uninterrupted.checkpoint.step);
  expectSameTensors(resumed.checkpoint.tensors, uninterrupted.checkpoint.tensors);
  expect(resumed.checkpoint.turns).toEqual(uninterrupted.checkpoint.turns);
  expect(await curvesOf(run)).toEqual(await curvesOf(whole));
  const steps = await listSheetSteps(whole);
  for (const step of steps) {
    expect((await pixelsOf(sheetFile(run, step))).equals(await pixelsOf(sheetFile(whole, step))), `sheet ${step}`).toBe(
      true,
    );
  }
}
