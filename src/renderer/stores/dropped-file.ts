import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { FileOrFolder } from '../../shared/ipc';
import type { RecognisedRunPart } from '../../shared/recognised';
import type { Result } from '../../shared/result';
import type { RunId, Samples } from '../../shared/run';
import { studio } from '../bridge/studio';
import { useDataImport } from './data-import';
import { useNavigation } from './navigation';
import { useNotices } from './notices';
import { useRunQueue } from './run-queue';
import { useRuns } from './runs';

/** What is being done with the file: looked at, shown, drawn from, or made a run of. */
export type DropStage = 'looking' | 'found' | 'sampling' | 'importing';

/** The file that was dropped on the window or opened from the menu. Nothing happens to it before the person chooses. */
export const useDroppedFile = defineStore('dropped-file', () => {
  const path = ref<string | null>(null);
  const stage = ref<DropStage>('looking');
  const found = shallowRef<RecognisedRunPart | null>(null);
  /** Which way to read foreign weights; null = not chosen yet. */
  const candidate = ref<string | null>(null);
  const seed = ref(0);
  const samples = shallowRef<Samples | null>(null);
  const notices = useNotices();
  const navigation = useNavigation();
  const runs = useRuns();
  const queue = useRunQueue();
  const dataImport = useDataImport();

  /** @param file absolute path */
  async function look(file: string): Promise<void> {
    path.value = file;
    stage.value = 'looking';
    found.value = null;
    samples.value = null;
    seed.value = 0;
    const answer = await studio.request('file:recognise', file);
    // another file may have been dropped meanwhile, or this one put away
    if (path.value !== file) return;
    if (!answer.ok) {
      path.value = null;
      notices.report(answer);
      return;
    }
    if (answer.value.kind === 'dataSet') {
      path.value = null;
      await dataImport.begin(file);
      return;
    }
    found.value = answer.value;
    candidate.value = firstChoice(answer.value);
    stage.value = 'found';
  }

  async function choose(what: FileOrFolder): Promise<void> {
    const answer = await studio.request('file:choose', what);
    if (!answer.ok) notices.report(answer);
    else if (answer.value !== null) await look(answer.value);
  }

  function putAway(): void {
    path.value = null;
    found.value = null;
    samples.value = null;
  }

  /** Draws from the weights without keeping anything. */
  async function sample(): Promise<void> {
    const answer = await whileBusy('sampling', (file, choice) =>
      studio.request('file:sample', file, { candidate: choice }, seed.value),
    );
    if (answer !== null) samples.value = answer;
  }

  /** @returns the run that it became, or that it belonged to; null where it could not */
  async function open(): Promise<RunId | null> {
    const answer = await whileBusy('importing', (file, choice) =>
      studio.request('file:import', file, { candidate: choice }),
    );
    if (answer === null) return null;
    putAway();
    await runs.load();
    navigation.watch(answer.runId);
    return answer.runId;
  }

  async function goOn(): Promise<void> {
    const runId = await open();
    if (runId === null) return;
    const run = runs.find(runId);
    await queue.order({ kind: 'resume', runId, name: run?.notes.name ?? '' });
  }

  async function whileBusy<Value>(
    busy: DropStage,
    ask: (file: string, choice: string | null) => Promise<Result<Value>>,
  ): Promise<Value | null> {
    if (path.value === null || stage.value !== 'found') return null;
    stage.value = busy;
    try {
      const answer = await ask(path.value, candidate.value);
      if (answer.ok) return answer.value;
      notices.report(answer);
      return null;
    } finally {
      stage.value = 'found';
    }
  }

  return { path, stage, found, candidate, seed, samples, look, choose, putAway, sample, open, goOn };
});

/** Where the readings would draw different images, the person must choose. */
function firstChoice(found: RecognisedRunPart): string | null {
  return found.kind === 'weights' && !found.ambiguous ? (found.candidates[0]?.id ?? null) : null;
}
