import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CurveTable } from '../../shared/curve-table';
import type { Events, RunDetails } from '../../shared/ipc';
import type { Result } from '../../shared/result';
import type { RunCurves } from '../../shared/run-curves';
import type { EpochMetrics, RunId, RunSummary, Samples, StepMetrics } from '../../shared/run';
import { studio } from '../bridge/studio';
import { GrowingCurves, type CurveState } from '../charts/growing-curves';
import { useNotices } from './notices';
import { useRuns } from './runs';
import { useTraining } from './training';

/** Rows of the curves over the whole run: at least every third pixel of a wide screen has one of its own. */
export const mostRows = 640;

/** The run that is open on the Watch page: read from its folder, then carried on by what its trainer says. */
export const useWatchedRun = defineStore('watched-run', () => {
  const runId = ref<RunId | null>(null);
  const details = shallowRef<RunDetails | null>(null);
  const latest = shallowRef<StepMetrics | null>(null);
  /** Means of the newest epoch that was done to its end. */
  const lastEpoch = shallowRef<EpochMetrics | null>(null);
  /** What was last seen of a run that ended meanwhile, until its folder was read again. */
  const lastLive = shallowRef<Samples | null>(null);
  /** Grows whenever the curves did. */
  const revision = ref(0);
  /** Whether its folder is not in the runs folder any more. */
  const isGone = ref(false);
  const pickedCell = ref(0);
  const columns = ref<8 | 10>(8);
  /** What the folder says of its curves, the rows aside; null before they were read. */
  const curveState = shallowRef<CurveState | null>(null);
  let curves = new GrowingCurves(mostRows);
  let isReading = false;
  const runs = useRuns();
  const training = useTraining();
  const notices = useNotices();

  const isLive = computed(() => training.live(runId.value) !== null);
  /** With what is written about the run now: the list hears of that first. */
  const summary = computed<RunSummary | null>(() => {
    const own = details.value?.summary ?? null;
    const listed = own && runs.find(own.id);
    return listed ? { ...own, notes: listed.notes, notesProblem: listed.notesProblem } : own;
  });
  /** Live samples while it trains, else the newest stored sheet. */
  const samples = computed<Samples | null>(() => {
    const live = training.live(runId.value)?.samples ?? null;
    return live ?? lastLive.value ?? details.value?.sheet ?? null;
  });
  async function open(id: RunId): Promise<void> {
    if (runId.value !== id) {
      details.value = null;
      isGone.value = false;
      lastEpoch.value = null;
      lastLive.value = null;
      pickedCell.value = 0;
      latest.value = null;
      curves = new GrowingCurves(mostRows);
      show();
    }
    runId.value = id;
    await read(id);
  }

  async function read(id: RunId): Promise<void> {
    isReading = true;
    // millions of lines may take a moment longer than all else
    const curvesRead = readCurves(id);
    const answer = await studio.request('run:read', id);
    if (runId.value !== id) return;
    isReading = false;
    if (!answer.ok) return notices.report(answer);
    details.value = answer.value;
    lastLive.value = null;
    takeEpoch(answer.value.lastEpoch);
    latest.value ??= answer.value.record.latestMetrics;
    const known = await curvesRead;
    if (known !== null && !known.ok) notices.report(known);
  }

  /** @returns null where someone asked again or moved on meanwhile */
  async function readCurves(id: RunId): Promise<Result<RunCurves> | null> {
    const asked = curves;
    const question = asked.ask();
    const answer = await studio.request('run:curves', id, null, mostRows);
    if (asked !== curves || !curves.answer(question, answer.ok ? answer.value : null)) return null;
    if (answer.ok) show();
    return answer;
  }

  function show(): void {
    latest.value = curves.newest ?? latest.value;
    curveState.value = curves.state;
    revision.value++;
  }

  function take({ runId: id, lines }: Events['run:metrics']): void {
    if (runId.value !== id) return;
    curves.add(lines);
    show();
  }

  /** The newest wins: one may arrive while the folder, which does not have it yet, is read. */
  function takeEpoch(means: EpochMetrics | null): void {
    if (means?.complete && means.epoch > (lastEpoch.value?.epoch ?? 0)) lastEpoch.value = means;
  }

  /** What stands beside the picture; the folder is read again where the run went on or ended without this window. */
  function takeSummary(changed: RunSummary): void {
    if (changed.id !== runId.value) return;
    isGone.value = false;
    const earlier = details.value?.summary;
    // what is being read may be older than this
    if (isReading && changed.state !== 'running') void read(changed.id);
    if (isReading || !details.value || !earlier) return;
    const isOver = changed.state !== 'running' && !isSamePlace(earlier, changed);
    const hasNewSheet = !isLive.value && changed.sheetStep !== earlier.sheetStep;
    details.value = { ...details.value, summary: changed };
    if (isOver || hasNewSheet) void read(changed.id);
  }

  function listen(): void {
    studio.on('run:metrics', take);
    studio.on('run:epoch', ({ runId: id, means }) => {
      if (id === runId.value) takeEpoch(means);
    });
    studio.on('run:samples', (shown) => {
      if (shown.runId === runId.value) lastLive.value = shown.samples;
    });
    studio.on('run:stage', ({ runId: id, stage }) => {
      // by now run.json tells how the run is really made
      if (stage === 'training' && id === runId.value && details.value) void read(id);
    });
    studio.on('run:changed', takeSummary);
    studio.on('runs:changed', (change) => {
      if (runId.value !== null && change.gone.includes(runId.value)) isGone.value = true;
      for (const changed of change.runs) takeSummary(changed);
    });
  }

  return {
    runId,
    details,
    summary,
    latest,
    lastEpoch,
    revision,
    curveState,
    isGone,
    pickedCell,
    columns,
    isLive,
    samples,
    curves: (): CurveTable => curves.table,
    open,
    listen,
  };
});

function isSamePlace(a: RunSummary, b: RunSummary): boolean {
  return a.state === b.state && a.step === b.step && a.checkpointStep === b.checkpointStep;
}
