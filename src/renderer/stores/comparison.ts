import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import {
  mostCompared,
  type ComparedRun,
  type LatentChoice,
  type LineUp,
  type SavedComparison,
} from '../../shared/comparison';
import type { Events } from '../../shared/ipc';
import type { RunId, RunListChange, RunSummary, StepMetrics } from '../../shared/run';
import { studio } from '../bridge/studio';
import { latentKinship } from '../comparison/same-latents';
import { lineEnds, lineStops, placeOfRun, placeOfStep, stopAway, type PlaceOfRun } from '../comparison/time-line';
import { useRuns } from './runs';

/** A run of the comparison, as far as it could be read. */
export interface ComparedEntry {
  readonly id: RunId;
  /** `gone`: its folder is not in the runs folder; what was read before stays. */
  readonly state: 'reading' | 'ready' | 'gone' | 'unreadable';
  /** Null before it was read. */
  readonly run: ComparedRun | null;
  /** Why it could not be read; empty otherwise. */
  readonly message: string;
  /** As a saved comparison calls it; null where it comes from the list. */
  readonly savedName: string | null;
}

/** A live curve has at most so many points; then neighbours go. */
const mostLivePoints = 1600;

/** The runs that stand side by side, and where on their common line the slider is. */
export const useComparison = defineStore('comparison', () => {
  const entries = shallowRef<readonly ComparedEntry[]>([]);
  const lineUp = ref<LineUp>('step');
  const latentChoice = ref<LatentChoice | null>(null);
  /** Steps or seconds, as the runs are lined up; null = the end of the line, wherever that moves. */
  const scrubbed = ref<number | null>(null);
  const isPlaying = ref(false);
  const speed = ref<1 | 2 | 4>(1);
  /** The saved comparison that is open; null where it was not saved. */
  const saved = shallowRef<Pick<SavedComparison, 'id' | 'name'> | null>(null);
  const runs = useRuns();

  const ids = computed(() => entries.value.map(({ id }) => id));
  const read = computed(() => entries.value.flatMap(({ run }) => run ?? []));
  const line = computed(() => read.value.map(({ curve, sheetSteps }) => ({ curve, sheetSteps })));
  const ends = computed(() => lineEnds(line.value, lineUp.value));
  const stops = computed(() => lineStops(line.value, lineUp.value));
  const position = computed(() => Math.min(ends.value.to, Math.max(ends.value.from, scrubbed.value ?? ends.value.to)));
  const isAtEnd = computed(() => scrubbed.value === null);
  const kinship = computed(() => latentKinship(read.value.map(({ recipe }) => recipe)));
  /** What is really shown: without latents that all could take, each shows its own. */
  const latents = computed<LatentChoice>(() => {
    if (kinship.value.kind === 'none') return 'own';
    return latentChoice.value ?? (kinship.value.kind === 'stored' ? 'same' : 'own');
  });

  function placeOf(run: ComparedRun): PlaceOfRun {
    return placeOfRun(run, lineUp.value, position.value);
  }

  /** @param from a saved comparison, or null for runs of the list */
  function open(wanted: readonly RunId[], from: SavedComparison | null = null): void {
    const known = new Map(entries.value.map((entry) => [entry.id, entry]));
    saved.value = from;
    lineUp.value = from?.lineUp ?? 'step';
    latentChoice.value = from?.latents ?? null;
    scrubbed.value = null;
    isPlaying.value = false;
    entries.value = wanted.slice(0, mostCompared).map((id) => ({
      ...(known.get(id) ?? blank(id)),
      savedName: from?.runs.find((run) => run.id === id)?.name ?? null,
    }));
    for (const id of ids.value) void readRun(id);
  }

  function add(id: RunId): void {
    if (ids.value.includes(id) || ids.value.length >= mostCompared) return;
    entries.value = [...entries.value, blank(id)];
    void readRun(id);
  }

  function remove(id: RunId): void {
    entries.value = entries.value.filter((entry) => entry.id !== id);
  }

  function change(id: RunId, part: Partial<ComparedEntry>): void {
    entries.value = entries.value.map((entry) => (entry.id === id ? { ...entry, ...part } : entry));
  }

  function find(id: RunId): ComparedEntry | undefined {
    return entries.value.find((entry) => entry.id === id);
  }

  async function readRun(id: RunId): Promise<void> {
    const answer = await studio.request('comparison:read', id);
    if (!find(id)) return;
    if (answer.ok) change(id, { state: 'ready', run: answer.value, message: '' });
    else change(id, { state: answer.code === 'no-such-run' ? 'gone' : 'unreadable', message: answer.message });
  }

  function lineUpBy(next: LineUp): void {
    const [first] = read.value;
    // where the first run stands, it stays
    const step = first && scrubbed.value !== null ? placeOf(first).step : null;
    lineUp.value = next;
    scrubbed.value = first && step !== null ? placeOfStep(first, next, step) : null;
  }

  /** To a place of the line; its end follows what is trained. */
  function scrub(to: number): void {
    scrubbed.value = to >= ends.value.to ? null : Math.max(ends.value.from, to);
  }

  /** So many stored sheets further, whichever run has them. */
  function move(sheets: number): void {
    const next = stopAway(stops.value, position.value, sheets);
    if (next !== null) scrub(next);
  }

  function take({ runId, lines }: Events['run:metrics']): void {
    const run = find(runId)?.run;
    if (!run) return;
    const newest = run.curve.at(-1)?.step ?? 0;
    const beyond = lines.filter(({ step }) => step > newest);
    if (beyond.length > 0) change(runId, { run: { ...run, curve: thin([...run.curve, ...beyond]) } });
  }

  /** News of a run that trains here or elsewhere. */
  function takeSummary(summary: RunSummary): void {
    const entry = find(summary.id);
    if (!entry) return;
    const { run } = entry;
    if (!run || entry.state !== 'ready' || isElsewhere(run, summary)) return void readRun(summary.id);
    change(summary.id, {
      run: {
        ...run,
        summary,
        sheetSteps: withStep(run.sheetSteps, summary.sheetStep),
        checkpointSteps: withStep(run.checkpointSteps, summary.checkpointStep),
      },
    });
  }

  function takeChange({ runs: changed, gone }: RunListChange): void {
    for (const id of gone) if (find(id)) change(id, { state: 'gone' });
    for (const summary of changed) takeSummary(summary);
  }

  function listen(): void {
    studio.on('run:metrics', take);
    studio.on('run:changed', takeSummary);
    studio.on('runs:changed', takeChange);
  }

  return {
    entries,
    ids,
    lineUp,
    latentChoice,
    isPlaying,
    speed,
    saved,
    ends,
    stops,
    position,
    isAtEnd,
    kinship,
    latents,
    placeOf,
    open,
    add,
    remove,
    lineUpBy,
    scrub,
    move,
    listen,
    summaryOf: (id: RunId) => runs.find(id) ?? find(id)?.run?.summary ?? null,
  };
});

function blank(id: RunId): ComparedEntry {
  return { id, state: 'reading', run: null, message: '', savedName: null };
}

/** Whether its folder knows more than what this window heard. */
function isElsewhere({ curve, summary }: ComparedRun, news: RunSummary): boolean {
  const newest = curve.at(-1)?.step ?? 0;
  return news.step > newest || (news.step < newest && news.state !== 'running') || news.state !== summary.state;
}

function withStep(steps: readonly number[], step: number | null): readonly number[] {
  return step === null || step <= (steps.at(-1) ?? -1) ? steps : [...steps, step];
}

function thin(curve: readonly StepMetrics[]): readonly StepMetrics[] {
  if (curve.length <= mostLivePoints) return curve;
  return curve.filter((_, index) => index % 2 === 0 || index === curve.length - 1);
}
