import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunId } from '../../src/main/runs/run-id';
import { runLayout, sheetFile } from '../../src/main/runs/run-layout';
import { encodeSheet } from '../../src/main/runs/export-sheet';
import { presets } from '../../src/shared/presets';
import type { Recipe } from '../../src/shared/recipe';
import type { RunRecord } from '../../src/shared/run';
import { noNotes } from '../../src/shared/run-notes';

const lastStep = 1300;

/** Folders as finished runs leave them, every third one with notes, all with the same sheet; without what a list never reads. */
export function makeManyRuns(runsFolder: string, count: number): void {
  mkdirSync(runsFolder, { recursive: true });
  const sheet = join(runsFolder, '.sheet.png');
  writeFileSync(sheet, makeSheet(presets[0] as Recipe));
  for (let index = 0; index < count; index++) {
    const recipe = presets[index % presets.length] as Recipe;
    const createdAt = new Date(Date.UTC(2026, 0, 1) + index * 60_000);
    const folder = join(runsFolder, makeRunId(createdAt, recipe.preset, `mnist-${index}`));
    mkdirSync(join(folder, runLayout.samples), { recursive: true });
    writeJsonNow(join(folder, runLayout.recipe), { ...recipe, seed: index });
    writeJsonNow(join(folder, runLayout.record), recordOf(recipe, createdAt));
    if (index % 3 === 0) writeJsonNow(join(folder, runLayout.notes), notesOf(index));
    linkSync(sheet, sheetFile(folder, lastStep));
  }
}

function notesOf(index: number): typeof noNotes {
  return { ...noNotes, name: `Try ${index}`, tags: ['mnist', `series-${index % 40}`], star: index % 30 === 0 };
}

function makeSheet(recipe: Recipe): Uint8Array {
  const pixels = Uint8Array.from({ length: 100 * 28 * 28 }, (_, index) => index * 31);
  const layout = { columns: 10, scale: 1, recipe, latentSeed: 0 };
  return encodeSheet({ step: lastStep, shape: [100, 28, 28, 1], pixels }, layout);
}

function writeJsonNow(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

function recordOf(recipe: Recipe, createdAt: Date): RunRecord {
  return {
    formatVersion: 1,
    state: 'finished',
    reason: null,
    wordedReason: null,
    createdAt: createdAt.toISOString(),
    updatedAt: createdAt.toISOString(),
    step: lastStep,
    epoch: 0.7,
    seconds: 60,
    plannedSteps: null,
    stepsPerSecond: 22,
    latestMetrics: {
      step: lastStep,
      epoch: 0.7,
      seconds: 60,
      discriminatorLoss: 1.2,
      generatorLoss: 0.9,
      realProbability: 0.6,
      fakeProbability: 0.4,
    },
    checkpointStep: lastStep,
    sheetStep: lastStep,
    device: { kind: 'cpu', backend: 'tensorflow', name: 'CPU, 2 threads', threads: 2 },
    precision: recipe.precision,
    execution: recipe.execution,
    notices: [],
    wordedNotices: [],
    dataSet: { name: 'MNIST', imageCount: 60_000, fingerprint: 'f'.repeat(64) },
    versions: { studio: '0.1.0', node: '20.20.2', tensorflow: '2.21.0', electron: null },
    parent: null,
  };
}
