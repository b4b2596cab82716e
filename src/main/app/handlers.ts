import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { ExportFormat } from '../../shared/export-format';
import type {
  RunDetails,
  RunExportOutcome,
  RunExportRequest,
  TrashAnswer,
  WindowAction,
  WindowState,
} from '../../shared/ipc';
import type { Settings } from '../../shared/settings';
import type { PaceMeasurement } from '../../shared/pace-measurement';
import { success, type Result, refusal } from '../../shared/result';
import type { RunId } from '../../shared/run';
import type { RunNotes, RunNotesChange } from '../../shared/run-notes';
import { studioVersion } from '../../shared/version';
import { worded } from '../../shared/wording/worded';
import type { MachineState } from './machine-state';
import type { Handlers } from './answer-request';
import type { CurveHost } from './curve-host';
import { createFileHandlers, type FileSurroundings } from './file-handlers';
import { problemDetails } from './problem-details';
import type { RunShelf } from './run-shelf';
import { createDataSetHandlers, type DataSetSurroundings } from './data-set-handlers';
import { createExplorerHandlers, type ExplorerSurroundings } from './explorer-handlers';
import { createComparisonHandlers, type ComparisonSurroundings } from './comparison-handlers';
import { createFigureHandlers, type FigureSurroundings } from './figure-handlers';
import { createRecipeHandlers, type RecipeSurroundings } from './recipe-handlers';
import type { RunQueue } from './run-queue';
import { freeBytes } from './runs-folder-check';
import type { TrainerHost } from './trainer-host';
import type { UnendedRuns } from './unended-runs';

/** What the handlers stand on; everything of Electron comes in from outside. */
export interface Surroundings
  extends
    RecipeSurroundings,
    FileSurroundings,
    DataSetSurroundings,
    ExplorerSurroundings,
    ComparisonSurroundings,
    FigureSurroundings {
  readonly runsFolder: string;
  readonly machine: MachineState;
  readonly isOnBattery: () => boolean;
  readonly paceMeasurement: () => PaceMeasurement | null;
  readonly trainer: TrainerHost;
  readonly queue: RunQueue;
  readonly readSettings: () => Settings;
  readonly writeSettings: (settings: Settings) => Promise<void>;
  readonly shelf: Pick<RunShelf, 'list' | 'remove'>;
  readonly unended: Pick<UnendedRuns, 'earlier' | 'forget'>;
  readonly changeNotes: (folder: string, change: RunNotesChange) => Promise<RunNotes>;
  readonly trashRuns: (runIds: readonly RunId[], how: 'to-trash' | 'for-good') => Promise<readonly TrashAnswer[]>;
  readonly curves: Pick<CurveHost, 'ask'>;
  readonly readRun: (folder: string) => Promise<RunDetails>;
  readonly pinCheckpoint: (folder: string, step: number, pinned: boolean) => Promise<void>;
  /** Null where the person thought better of it. */
  /** The same for an exported generator; for a whole run the step is null. */
  readonly askForRunPath: (runId: RunId, format: ExportFormat, step: number | null) => Promise<string | null>;
  /** Shows a folder in the system's file manager; answers what went wrong, or an empty text. */
  readonly openFolder: (folder: string) => Promise<string>;
  readonly actOnWindow: (action: WindowAction) => WindowState;
}

export function createHandlers(around: Surroundings): Handlers {
  const folderOf = (runId: RunId): string => join(around.runsFolder, runId);

  return {
    'studio:about': async () => {
      const { machine, runsFolder } = around;
      await machine.checkRunsFolder();
      return success({
        studioVersion,
        electronVersion: process.versions.electron ?? '',
        device: machine.device,
        runsFolder,
        freeBytes: await freeBytes(runsFolder),
        memoryBytes: totalmem(),
        onBattery: around.isOnBattery(),
        faults: machine.faults,
      });
    },
    'machine:pace': () => success(around.paceMeasurement()),
    'settings:read': () => success(around.readSettings()),
    'settings:write': async (settings) => {
      await around.writeSettings(settings);
      return success(undefined);
    },
    'run:start': (recipe) => around.trainer.start(recipe, around.readSettings().tensorboard),
    'run:resume': async (runId, steps) => {
      const { recipe } = await around.readRun(folderOf(runId));
      return around.trainer.resume(runId, recipe, steps);
    },
    'run:branch': (parent, step, recipe) =>
      around.trainer.branch(parent, step, recipe, around.readSettings().tensorboard),
    'run:pin': async (runId, step, pinned) => {
      await around.pinCheckpoint(folderOf(runId), step, pinned);
      return success(undefined);
    },
    'run:stop': (runId) => around.trainer.stop(runId),
    'run:cancel-start': () => around.trainer.cancelStart(),
    'run:pause': (runId) => around.trainer.pause(runId),
    'queue:list': () => success(around.queue.waiting),
    'queue:add': async (order) => success(await around.queue.add(order)),
    'queue:move': (id, place) => around.queue.move(id, place),
    'queue:remove': (id) => around.queue.remove(id),
    'queue:restore': async (queued, place) => success(await around.queue.restore(queued, place)),
    'queue:release': async () => success(await around.queue.release()),
    'run:retry': (runId) => around.trainer.retry(runId),
    'run:list': async () => success(await around.shelf.list()),
    'run:curves': (runId, range, rows) => around.curves.ask({ runFolder: folderOf(runId), range, rows }),
    'run:read': async (runId) => success(await around.readRun(folderOf(runId))),
    'run:annotate': async (runId, change) => success(await around.changeNotes(folderOf(runId), change)),
    'run:trash': async (runIds, how) => {
      const answers = await around.trashRuns(runIds, how);
      around.shelf.remove(answers.filter(({ outcome }) => outcome === 'gone').map(({ runId }) => runId));
      return success(answers);
    },
    'run:unfinished': () => success(around.unended.earlier),
    'run:dismiss-unfinished': async (runId) => {
      await around.unended.forget(runId);
      return success(undefined);
    },
    'run:reveal': async (runId) => {
      const folder = folderOf(runId);
      const problem = await around.openFolder(folder);
      if (problem === '') return success(undefined);
      return refusal('internal', worded('run.notShown', { folder, reason: problem }));
    },
    'run:export': (request) => exportRun(around, folderOf(request.runId), request),
    ...createFileHandlers(around),
    ...createDataSetHandlers(around),
    ...createExplorerHandlers(around),
    ...createRecipeHandlers(around),
    ...createComparisonHandlers(around),
    ...createFigureHandlers(around),
    'problem:details': async (problem) => {
      const { runsFolder, machine } = around;
      return success(await problemDetails(problem, { runsFolder, device: machine.device, now: new Date() }));
    },
    'window:act': (action) => success(around.actOnWindow(action)),
  };
}

async function exportRun(
  { workbench, readRun, askForRunPath }: Surroundings,
  runFolder: string,
  { runId, format, step }: RunExportRequest,
): Promise<Result<RunExportOutcome>> {
  const { summary } = await readRun(runFolder);
  const shownStep = format === 'zip' ? null : (step ?? summary.checkpointStep);
  if (format !== 'zip' && shownStep === null) {
    return refusal('no-checkpoint', worded('checkpoint.notYet', { run: runId }));
  }
  const path = await askForRunPath(runId, format, shownStep);
  if (path === null) return success({ outcome: 'cancelled' });
  const written = await workbench.exportRun({ runFolder, format, step, path });
  return written.ok ? success({ outcome: 'written', path, ...written.value }) : written;
}
