import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Figure, FigureKind, FigureOf, FigurePreview, FigureProgress, WrittenFigure } from '../../shared/figure';
import { toldOf, type Result } from '../../shared/result';
import type { RunId } from '../../shared/run';
import type { Told } from '../../shared/wording/worded';
import { studio } from '../bridge/studio';
import { defaultFigures, shownSource, type Figures, type FiguresOfRun } from '../exporting/default-figures';
import { nextMaking } from './making-number';
import type { Said } from './notices';

/** What came of writing a figure. */
export type Written = WrittenFigure & { readonly path: string };

/** What a person makes of a run to be shown elsewhere: which figure, what it will be, and how far its making is. */
export const useExporting = defineStore('exporting', () => {
  const runId = ref<RunId | null>(null);
  const kind = ref<FigureKind>('sheet');
  const figures = shallowRef<Figures | null>(null);
  const preview = shallowRef<FigurePreview | null>(null);
  /** Why there is none. */
  const previewProblem = shallowRef<Told | null>(null);
  /** Whether the preview is of the figure as it is now. */
  const isFresh = ref(false);
  /** Why the last writing failed. */
  const problem = shallowRef<Told | Said | null>(null);
  const making = ref<{ readonly id: number; readonly deed: 'save' | 'copy' } | null>(null);
  const progress = shallowRef<FigureProgress | null>(null);
  const figure = computed<Figure | null>(() => figures.value?.[kind.value] ?? null);
  let previewing: number | null = null;
  let isStale = false;

  /** Another run begins with what is usual for it; the same one goes on with what was chosen, at the step looked at. */
  function begin(id: RunId, run: FiguresOfRun): void {
    const fresh = defaultFigures(run);
    const kept = runId.value === id ? figures.value : null;
    runId.value = id;
    figures.value = kept === null ? fresh : { ...lookedAt(kept, run), tour: withMotion(run.tour, kept.tour) };
    if (figures.value[kind.value] === null) kind.value = 'sheet';
    problem.value = null;
    preview.value = null;
  }

  function lookedAt(kept: Figures, run: FiguresOfRun): Figures {
    return kept.sheet.source.from === 'drawn' ? kept : { ...kept, sheet: { ...kept.sheet, source: shownSource(run) } };
  }

  /** Another way, moved as the one before it was. */
  function withMotion(tour: FigureOf<'tour'> | null, kept: FigureOf<'tour'> | null): FigureOf<'tour'> | null {
    if (!tour || !kept) return tour;
    const { format, framesPerSecond, returns, scale } = kept;
    return { ...tour, format, framesPerSecond, returns, scale };
  }

  function choose(next: FigureKind): void {
    kind.value = next;
    preview.value = null;
    problem.value = null;
  }

  function change<K extends FigureKind>(next: FigureOf<K>): void {
    if (!figures.value) return;
    figures.value = { ...figures.value, [next.kind]: next };
    problem.value = null;
  }

  /** One at a time: a newer wish gives up the one under way, and takes its place. */
  async function look(moves: boolean): Promise<void> {
    isFresh.value = false;
    if (previewing !== null) {
      isStale = true;
      await studio.request('figure:cancel', previewing);
      return;
    }
    const [run, wanted] = [runId.value, figure.value];
    if (run === null || wanted === null) return;
    previewing = nextMaking();
    const answer = await studio.request('figure:preview', previewing, run, wanted, moves);
    previewing = null;
    if (isStale) {
      isStale = false;
      return look(moves);
    }
    isFresh.value = true;
    preview.value = answer.ok ? answer.value : null;
    previewProblem.value = answer.ok ? null : toldOf(answer);
  }

  /** @returns null where the person thought better of it, or where it failed: `problem` says why */
  async function save(): Promise<Written | null> {
    const answer = await make('save', (id, run, wanted) => studio.request('figure:save', id, run, wanted));
    return answer?.outcome === 'written' ? answer : null;
  }

  /** @returns the bytes of the picture; null as above */
  function encode(): Promise<Uint8Array | null> {
    return make('copy', (id, run, wanted) => studio.request('figure:encode', id, run, wanted));
  }

  async function make<T>(
    deed: 'save' | 'copy',
    ask: (id: number, run: RunId, wanted: Figure) => Promise<Result<T>>,
  ): Promise<T | null> {
    const [run, wanted] = [runId.value, figure.value];
    if (run === null || wanted === null || making.value !== null) return null;
    const id = nextMaking();
    making.value = { id, deed };
    progress.value = null;
    problem.value = null;
    const answer = await ask(id, run, wanted);
    making.value = null;
    if (answer.ok) return answer.value;
    if (answer.code !== 'cancelled') problem.value = toldOf(answer);
    return null;
  }

  async function cancel(): Promise<void> {
    if (making.value !== null) await studio.request('figure:cancel', making.value.id);
  }

  function listen(): void {
    studio.on('figure:progress', ({ makingId, done, total }) => {
      if (makingId === making.value?.id) progress.value = { done, total };
    });
  }

  return {
    runId,
    kind,
    figures,
    figure,
    preview,
    previewProblem,
    isFresh,
    problem,
    making,
    progress,
    begin,
    choose,
    change,
    look,
    save,
    encode,
    cancel,
    listen,
  };
});
