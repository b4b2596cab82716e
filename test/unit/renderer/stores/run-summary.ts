import { CurveTable } from '../../../../src/shared/curve-table';
import type { RunDetails } from '../../../../src/shared/ipc';
import type { RunCurves } from '../../../../src/shared/run-curves';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import type { RunState, RunSummary, StepMetrics } from '../../../../src/shared/run';
import { noNotes } from '../../../../src/shared/run-notes';

export function summaryOf(id: string, state: RunState): RunSummary {
  return {
    id,
    folder: `/runs/${id}`,
    preset: 'quick-digits',
    seed: 0,
    dataSetName: 'MNIST',
    state,
    reason: null,
    createdAt: '2026-11-21T10:00:00Z',
    step: 0,
    epoch: 0,
    seconds: 0,
    stepsPerSecond: 0,
    progress: 0,
    length: { unit: 'minutes', amount: 1 },
    sheetStep: 0,
    checkpointStep: null,
    parent: null,
    notes: noNotes,
    notesProblem: null,
  };
}

export function detailsOf(id: string, state: RunState): RunDetails {
  const summary = summaryOf(id, state);
  return {
    summary,
    recipe: quickDigits,
    record: {
      formatVersion: 1,
      state: state === 'interrupted' ? 'running' : state,
      reason: null,
      wordedReason: null,
      createdAt: summary.createdAt,
      updatedAt: summary.createdAt,
      step: 0,
      epoch: 0,
      seconds: 0,
      plannedSteps: null,
      stepsPerSecond: 0,
      latestMetrics: null,
      checkpointStep: null,
      sheetStep: 0,
      device: null,
      precision: 'float32',
      execution: 'eager',
      dataSet: { name: 'MNIST', imageCount: 60_000, fingerprint: 'f1' },
      versions: { studio: '0.1.0', node: '20.19.0', tensorflow: '2.21.0', electron: null },
      notices: [],
      wordedNotices: [],
      parent: null,
    },
    lastEpoch: null,
    sheet: { step: 0, shape: [1, 1, 1, 1], pixels: new Uint8Array([1]) },
    sheetSteps: [0],
    checkpoints: [],
  };
}

/** The curves of a run as they are read from its folder. */
export function curvesOf(lines: readonly StepMetrics[], width = 1): RunCurves {
  const table = new CurveTable(width);
  for (const line of lines) table.add(line);
  const newest = lines.at(-1) ?? null;
  return { rows: table.rows(), lastStep: table.lastStep, newest, damagedLines: 0, damage: [], notNumbers: 0 };
}
