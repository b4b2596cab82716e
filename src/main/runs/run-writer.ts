import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../../shared/recipe';
import type { EpochMetrics, RecordedState, RunId, RunRecord, RunSummary, Samples, StepMetrics } from '../../shared/run';
import { failure } from '../../shared/result';
import type { NamedTensor } from '../../shared/tensor';
import type { TurnState } from '../../shared/turns-spec';
import { inWords, type Told } from '../../shared/wording/worded';
import { syncFile } from '../formats/append-bytes';
import { writeFileAtomically } from '../formats/atomic-write';
import { writeFailure } from '../formats/write-failure';
import { appendLines } from './append-lines';
import { encodeCheckpoint } from './checkpoint';
import { OpenCurves } from './open-curves';
import { encodeSheet } from './export-sheet';
import { removeOldCheckpoints } from './remove-old-checkpoints';
import { checkpointFile, runLayout, sheetFile } from './run-layout';
import { readNotes } from './run-notes';
import { createSerialQueue } from './serial-queue';
import { sheetSize } from './sheet';
import { makeSummary } from './summarise-run';
import type { EventLog } from './tensorboard/event-log';
import { untilAccepted, type Patience } from './until-accepted';
import { writeJson } from './write-json';
import { removeWriterLock, startHeartbeat } from './writer-lock';

export type RunProgress = Partial<
  Pick<
    RunRecord,
    'step' | 'epoch' | 'seconds' | 'stepsPerSecond' | 'latestMetrics' | 'device' | 'execution' | 'precision' | 'notices'
  >
>;

/**
 * The only one who writes into a run folder. Calls are carried out one after the other, in order.
 * Each throws StudioError `disk-full`, `folder-not-writable` or `write-failed` where the disk refuses; what was there
 * before is then untouched.
 */
export interface RunWriter {
  readonly id: RunId;
  /** Absolute path. */
  readonly folder: string;
  /** @throws RangeError where a number is not finite: a diverged step is not kept */
  appendMetrics(lines: readonly StepMetrics[]): Promise<void>;
  /** @throws RangeError where a mean is not finite */
  appendEpochs(epochs: readonly EpochMetrics[]): Promise<void>;
  /** Stores a sheet of fixed latents: 10 columns, scale 1. */
  writeSheet(samples: Samples): Promise<void>;
  /** Keeps the newest `recipe.checkpoints.keep` and the pinned ones; others go only after the new one is safely there. */
  writeCheckpoint(step: number, tensors: readonly NamedTensor[], turns?: TurnState | null): Promise<void>;
  /** Rewrites run.json. The latest generator loss is filled in where `latestMetrics` leaves it out. */
  update(progress: RunProgress): Promise<void>;
  /** Adds a line with the time to log.txt; allowed after `finish` too. */
  log(line: string): Promise<void>;
  /** From now on a write that the disk refuses is tried again while the patience lasts; null = it fails, as in the beginning. */
  bePatient(patience: Patience | null): void;
  /** Writes the final run.json and gives the lock back, the latter even where the former fails. */
  finish(state: Exclude<RecordedState, 'running'>, reason: Told | null): Promise<RunSummary>;
}

const sheetColumns = 10;

/** @param first run.json as it is now; the lock is held already */
export function openWriter(
  id: RunId,
  folder: string,
  recipe: Recipe,
  first: RunRecord,
  events: EventLog | null,
): RunWriter {
  const metricsFile = join(folder, runLayout.metrics);
  const epochsFile = join(folder, runLayout.epochs);
  const serially = createSerialQueue();
  const stopHeartbeat = startHeartbeat(folder);
  let record = first;
  let generatorLoss: number | undefined;
  let finished = false;
  let patience: Patience | null = null;
  const curves = new OpenCurves(folder);

  /** Each write by itself, because only that can be repeated without doing another one twice. */
  function accepted<T>(write: () => Promise<T>): Promise<T> {
    return untilAccepted(write, patience);
  }

  async function rewrite(change: Partial<RunRecord>): Promise<void> {
    const next = { ...record, ...change, updatedAt: new Date().toISOString() };
    await accepted(() => writeJson(join(folder, runLayout.record), next));
    record = next;
  }

  async function syncCurves(): Promise<void> {
    for (const file of [metricsFile, epochsFile, ...(events ? [events.file] : [])])
      await accepted(() => syncFile(file));
  }

  /** So that the run opens at once later on. A cache: where the disk refuses, it is made when someone looks. */
  async function keepCurves(): Promise<void> {
    try {
      await curves.refresh();
      await curves.keep();
    } catch (error) {
      // nothing is lost by it, so that it must not end a training where the log is refused as well
      await appendLog(folder, `The cache of curves was not kept: ${failure(error).message}`).catch(console.error);
    }
  }

  function whileOpen<T>(work: () => Promise<T>): Promise<T> {
    return serially(() => {
      if (finished) throw new Error(`The run ${id} is finished; nothing more can be written into it.`);
      return work();
    });
  }

  return {
    id,
    folder,
    appendMetrics: (lines) =>
      whileOpen(async () => {
        await accepted(() => appendLines(metricsFile, lines));
        if (events) await accepted(() => events.appendMetrics(lines));
        generatorLoss = lines.findLast((line) => line.generatorLoss !== undefined)?.generatorLoss ?? generatorLoss;
      }),
    appendEpochs: (epochs) =>
      whileOpen(async () => {
        await accepted(() => appendLines(epochsFile, epochs));
        if (events) await accepted(() => events.appendEpochs(epochs));
      }),
    writeSheet: (samples) =>
      whileOpen(async () => {
        const layout = { columns: sheetColumns, scale: 1, recipe, latentSeed: recipe.seed };
        const png = encodeSheet(samples, layout);
        await accepted(() => writeFileAtomically(sheetFile(folder, samples.step), png));
        const picture = { ...sheetSize(samples.shape, layout), channels: samples.shape[3], png };
        if (events) await accepted(() => events.appendSheet(samples.step, picture));
        await rewrite({ sheetStep: samples.step });
      }),
    writeCheckpoint: (step, tensors, turns = null) =>
      whileOpen(async () => {
        // a checkpoint must not be ahead of the curves that led to it
        await syncCurves();
        const dataFingerprint = record.dataSet.fingerprint;
        const bytes = encodeCheckpoint({ step, recipe, dataFingerprint, tensors, turns });
        await accepted(() => writeFileAtomically(checkpointFile(folder, step), bytes));
        await rewrite({ checkpointStep: step });
        await keepCurves();
        await removeOldCheckpoints(folder, step, recipe.checkpoints.keep, (fault) => appendLog(folder, fault));
      }),
    update: (progress) => whileOpen(() => rewrite({ ...progress, ...withGeneratorLoss(progress, generatorLoss) })),
    bePatient: (next) => {
      patience = next;
    },
    log: (line) => serially(() => appendLog(folder, line)),
    finish: (state, reason) =>
      whileOpen(async () => {
        finished = true;
        stopHeartbeat();
        try {
          await syncCurves();
          const wordedReason = typeof reason === 'object' ? reason : null;
          await rewrite({ state, reason: reason === null ? null : inWords(reason, 'en'), wordedReason });
          await keepCurves();
        } finally {
          await removeWriterLock(folder);
        }
        return makeSummary(folder, recipe, record, state, await readNotes(folder));
      }),
  };
}

function withGeneratorLoss({ latestMetrics }: RunProgress, generatorLoss: number | undefined): RunProgress {
  if (!latestMetrics || latestMetrics.generatorLoss !== undefined || generatorLoss === undefined) return {};
  return { latestMetrics: { ...latestMetrics, generatorLoss } };
}

async function appendLog(folder: string, line: string): Promise<void> {
  const path = join(folder, runLayout.log);
  try {
    await appendFile(path, `${new Date().toISOString()} ${line}\n`);
  } catch (error) {
    throw writeFailure(error, path);
  }
}
