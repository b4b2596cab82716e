import { paceKey } from '../../shared/pace-key';
import { epochAt, type Recipe } from '../../shared/recipe';
import type { Device, RunRecord } from '../../shared/run';
import { createRunFolder } from './create-folder';
import { makeRunId } from './run-id';
import { openWriter, type RunWriter } from './run-writer';
import { openEventLog } from './tensorboard/event-log';
import { eventFile } from './run-layout';

export interface NewRun {
  /** Absolute path of the folder that gets the run's folder; made where it is missing. */
  readonly runsFolder: string;
  readonly recipe: Recipe;
  /** Null where only the clock ends the run. */
  readonly plannedSteps: number | null;
  readonly dataSet: RunRecord['dataSet'];
  readonly versions: RunRecord['versions'];
  /** Null where it is not known yet. */
  readonly device: Device | null;
  /** The run and step that it goes on from; left out for a fresh one. */
  readonly parent?: RunRecord['parent'];
  /** Whether the run's numbers and sheets go into a TensorBoard event file as well; not, where it is left out. */
  readonly tensorboard?: boolean;
}

/**
 * Makes a run folder and takes its lock.
 *
 * @throws StudioError `folder-not-writable`, `disk-full` or `write-failed`; nothing is left behind then
 */
export async function createRun(options: NewRun): Promise<RunWriter> {
  const createdAt = new Date();
  const record = firstRecord(options, createdAt);
  const wantedId = makeRunId(createdAt, options.recipe.preset, options.dataSet.name);
  const { runsFolder, recipe, tensorboard = false } = options;
  const { id, folder } = await createRunFolder(runsFolder, wantedId, recipe, record, tensorboard);
  const events = tensorboard ? openEventLog(eventFile(folder, createdAt), createdAt) : null;
  return openWriter(id, folder, recipe, record, events);
}

function firstRecord(options: NewRun, createdAt: Date): RunRecord {
  const { recipe, plannedSteps, dataSet, versions, device, parent = null } = options;
  return {
    formatVersion: 1,
    state: 'running',
    reason: null,
    wordedReason: null,
    createdAt: createdAt.toISOString(),
    updatedAt: createdAt.toISOString(),
    step: parent?.step ?? 0,
    epoch: parent ? epochAt(parent.step, recipe.schedule.batchSize, dataSet.imageCount) : 0,
    seconds: 0,
    plannedSteps,
    stepsPerSecond: 0,
    latestMetrics: null,
    checkpointStep: null,
    sheetStep: null,
    device,
    precision: recipe.precision,
    execution: recipe.execution,
    notices: [],
    wordedNotices: [],
    dataSet,
    versions,
    parent,
    paceKey: paceKey(recipe),
  };
}
