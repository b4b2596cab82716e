import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import {
  mostCompared,
  type ComparedRun,
  type LatentChoice,
  type LineUp,
  type SavedComparison,
} from '../../shared/comparison';
import { toldOf } from '../../shared/result';
import type { RunId, RunListChange, RunSummary } from '../../shared/run';
import type { Told } from '../../shared/wording/worded';
import { studio } from '../bridge/studio';
import { latentKinship } from '../comparison/same-latents';
import {
  epochsAStep,
  lineEnds,
  lineStops,
  placeOfRun,
  runOnLine,
  stopAway,
  type PlaceOfRun,
  type RunOnLine,
} from '../comparison/time-line';
import { useComparedCurves } from './compared-curves';
import { useRuns } from './runs';

/** A run of the comparison, as far as it could be read. */
export interface ComparedEntry {
  readonly id: RunId;
  /** `gone`: its folder is not in the runs folder; what was read before stays. */
  readonly state: 'reading' | 'ready' | 'gone' | 'unreadable';
  /** Null before it was read. */
  readonly run: ComparedRun | null;
  /** Why it could not be read; empty otherwise. */
  readonly told: Told;
  /** As a saved comparison calls it; null where it comes from the list. */
  readonly savedName: string | null;
}

/** The runs that stand side by side, and where on their common line the slider is. */
export const useComparison = defineStore('comparison', () => {
  const entries = shallowRef<readonly ComparedEntry[]>([]);
  const wantedLineUp = ref<LineUp>('step');
  const latentChoice = ref<LatentChoice | null>(null);
  /** Steps, epochs or seconds, as the runs are lined up; null = the end of the line, wherever that moves. */
  const scrubbed = ref<number | null>(null);
  const isPlaying = ref(false);
  const speed = ref<1 | 2 | 4>(1);
  /** Of which moment figures are told. */
  const figuresAt = ref<'end' | 'slider'>('end');
  /** The saved comparison that is open; null where it was not saved. */
  const saved = shallowRef<Pick<SavedComparison, 'id' | 'name'> | null>(null);
  const runs = useRuns();
  const curves = useComparedCurves();

  const ids = computed(() => entries.value.map(({ id }) => id));
  const read = computed(() => entries.value.flatMap(({ run }) => run ?? []));
  const knowsEpochs = computed(() => read.value.every((run) => epochsAStep(run) !== null));
  /** By epochs only where all runs have some. */
  const lineUp = computed<LineUp>(() =>
    wantedLineUp.value === 'epoch' && !knowsEpochs.value ? 'step' : wantedLineUp.value,
  );
  const line = computed(() => new Map(read.value.map((run) => [run.summary.id, onLine(run, lineUp.value)])));
  const ends = computed(() => lineEnds([...line.value.values()]));
  const stops = computed(() => lineStops([...line.value.values()]));
  const position = computed(() => Math.min(ends.value.to, Math.max(ends.value.from, scrubbed.value ?? ends.value.to)));
  const isAtEnd = computed(() => scrubbed.value === null);
  const kinship = computed(() => latentKinship(read.value.map(({ recipe }) => recipe)));
  /** What is really shown: without latents that all could take, each shows its own. */
  const latents = computed<LatentChoice>(() => {
    if (kinship.value.kind === 'none') return 'own';
    return latentChoice.value ?? (kinship.value.kind === 'stored' ? 'same' : 'own');
  });

  /** Where a run would lie, lined up so. */
  function onLine(run: ComparedRun, by: LineUp): RunOnLine {
    return runOnLine(run, curves.of(run.summary.id)?.table ?? null, by);
  }

  /** Where a run lies on the line. */
  function laid(run: ComparedRun): RunOnLine {
    return line.value.get(run.summary.id) ?? onLine(run, lineUp.value);
  }

  function placeOf(run: ComparedRun): PlaceOfRun {
    return placeOfRun(laid(run), position.value);
  }

  /** @param from a saved comparison, or null for runs of the list */
  function open(wanted: readonly RunId[], from: SavedComparison | null = null): void {
    const known = new Map(entries.value.map((entry) => [entry.id, entry]));
    saved.value = from;
    wantedLineUp.value = from?.lineUp ?? 'step';
    latentChoice.value = from?.latents ?? null;
    scrubbed.value = null;
    isPlaying.value = false;
    entries.value = wanted.slice(0, mostCompared).map((id) => ({
      ...(known.get(id) ?? blank(id)),
      savedName: from?.runs.find((run) => run.id === id)?.name ?? null,
    }));
    curves.keepOnly(ids.value);
    for (const id of ids.value) void readRun(id);
  }

  function add(id: RunId): void {
    if (ids.value.includes(id) || ids.value.length >= mostCompared) return;
    entries.value = [...entries.value, blank(id)];
    void readRun(id);
  }

  function remove(id: RunId): void {
    entries.value = entries.value.filter((entry) => entry.id !== id);
    curves.keepOnly(ids.value);
  }

  function change(id: RunId, part: Partial<ComparedEntry>): void {
    entries.value = entries.value.map((entry) => (entry.id === id ? { ...entry, ...part } : entry));
  }

  function newestStep(id: RunId): number {
    return curves.of(id)?.table.lastStep ?? 0;
  }

  function find(id: RunId): ComparedEntry | undefined {
    return entries.value.find((entry) => entry.id === id);
  }

  async function readRun(id: RunId): Promise<void> {
    // millions of lines may take a moment longer than all else
    void curves.read(id);
    const answer = await studio.request('comparison:read', id);
    if (!find(id)) return;
    if (answer.ok) change(id, { state: 'ready', run: answer.value, told: '' });
    else change(id, { state: answer.code === 'no-such-run' ? 'gone' : 'unreadable', told: toldOf(answer) });
  }

  function lineUpBy(next: LineUp): void {
    const [first] = read.value;
    // where the first run stands, it stays
    const step = first && scrubbed.value !== null ? placeOf(first).step : null;
    wantedLineUp.value = next;
    scrubbed.value = first && step !== null ? laid(first).scale.valueOf(step) : null;
  }

  /** To a place of the line; its end follows what is trained. */
  function scrub(to: number): void {
    const place = lineUp.value === 'step' ? Math.round(to) : to;
    scrubbed.value = place >= ends.value.to ? null : Math.max(ends.value.from, place);
  }

  /** So many stored sheets further, whichever run has them. */
  function move(sheets: number): void {
    const next = stopAway(stops.value, position.value, sheets);
    if (next !== null) scrub(next);
  }

  /** News of a run that trains here or elsewhere. */
  function takeSummary(summary: RunSummary): void {
    const entry = find(summary.id);
    if (!entry) return;
    const { run } = entry;
    if (!run || entry.state !== 'ready' || isElsewhere(run, newestStep(summary.id), summary))
      return void readRun(summary.id);
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
    curves.listen();
    studio.on('run:changed', takeSummary);
    studio.on('runs:changed', takeChange);
  }

  return {
    entries,
    ids,
    lineUp,
    knowsEpochs,
    latentChoice,
    isPlaying,
    speed,
    figuresAt,
    saved,
    ends,
    stops,
    position,
    isAtEnd,
    kinship,
    latents,
    onLine,
    laid,
    placeOf,
    newestStep,
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
  return { id, state: 'reading', run: null, told: '', savedName: null };
}

/** Whether its folder knows more than what this window heard. @param newest step that it heard of */
function isElsewhere({ summary }: ComparedRun, newest: number, news: RunSummary): boolean {
  return news.step > newest || (news.step < newest && news.state !== 'running') || news.state !== summary.state;
}

function withStep(steps: readonly number[], step: number | null): readonly number[] {
  return step === null || step <= (steps.at(-1) ?? -1) ? steps : [...steps, step];
}
