import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { FileOrFolder } from '../../shared/ipc';
import type { Problem } from '../../shared/result';
import type { DataSetPreview, DataSetReading } from '../../shared/own-data-sets';
import { usualPreparation, type ImportOptions } from '../../shared/preparation';
import { studio } from '../bridge/studio';
import { useDataSets } from './data-sets';
import { useNavigation } from './navigation';
import { useNetworkDesign } from './network-design';
import { useNotices } from './notices';
import { useRecipeDraft } from './recipe-draft';

/** Some images are looked for, all are read, all were read, the data set is kept, or reading failed. */
export type ImportStage = 'looking' | 'reading' | 'read' | 'keeping' | 'failed';

/** The data set that is being imported. Nothing is kept before the person accepts it. */
export const useDataImport = defineStore('data-import', () => {
  const networks = useNetworkDesign();
  const dataSets = useDataSets();
  const draft = useRecipeDraft();
  const navigation = useNavigation();
  const notices = useNotices();

  /** Absolute; null while nothing is imported. */
  const path = ref<string | null>(null);
  const options = shallowRef<ImportOptions>(wanted());
  const stage = ref<ImportStage>('looking');
  const preview = shallowRef<DataSetPreview | null>(null);
  /** Null until all of it was read with the options as they are. */
  const reading = shallowRef<DataSetReading | null>(null);
  const progress = shallowRef<{ readonly done: number; readonly total: number | null } | null>(null);
  /** Why it cannot be read; null where it can. */
  const problem = shallowRef<Problem | null>(null);
  /** Of the reading under way: what an earlier one still says is not heard. */
  let importId = 0;

  const samples = computed(() => reading.value?.samples ?? preview.value?.samples ?? null);
  const name = computed(() => reading.value?.report.name ?? preview.value?.name ?? null);
  const format = computed(() => reading.value?.report.format ?? preview.value?.format ?? null);

  /** What the networks of the next run want. */
  function wanted(): ImportOptions {
    const { side, channels } = networks.design.data;
    return { side, channels, preparation: usualPreparation };
  }

  /** @param chosen how it was imported before; left out = what the networks want */
  async function begin(file: string, chosen: ImportOptions = wanted()): Promise<void> {
    stop();
    path.value = file;
    options.value = chosen;
    preview.value = null;
    await readAnew();
  }

  async function choose(what: FileOrFolder): Promise<void> {
    const answer = await studio.request('data:choose', what);
    if (!answer.ok) notices.report(answer);
    else if (answer.value !== null) await begin(answer.value);
  }

  async function change(part: Partial<ImportOptions>): Promise<void> {
    if (path.value === null || stage.value === 'keeping') return;
    stop();
    options.value = { ...options.value, ...part };
    await readAnew();
  }

  /** Some images first, which takes a moment, then all of them. */
  async function readAnew(): Promise<void> {
    if (path.value === null) return;
    const id = ++importId;
    const [file, asked] = [path.value, structuredClone(options.value)];
    stage.value = 'looking';
    reading.value = null;
    progress.value = null;
    problem.value = null;
    const shown = await studio.request('data:preview', id, file, asked);
    if (id !== importId) return;
    if (!shown.ok) return fail(shown);
    preview.value = shown.value;
    stage.value = 'reading';
    const read = await studio.request('data:read', id, file, asked);
    if (id !== importId) return;
    if (!read.ok) return fail(read);
    reading.value = read.value;
    stage.value = 'read';
  }

  function fail(why: Problem): void {
    problem.value = why;
    stage.value = 'failed';
  }

  /** Keeps it in the gallery, and chooses it for the next run. */
  async function accept(): Promise<void> {
    if (path.value === null || stage.value !== 'read') return;
    stage.value = 'keeping';
    const id = importId;
    const answer = await studio.request('data:keep', id, path.value, structuredClone(options.value));
    if (id !== importId) return;
    if (!answer.ok) return fail(answer);
    dataSets.accept(answer.value);
    draft.chooseData(answer.value);
    path.value = null;
    navigation.showNewRun();
  }

  /** Stops whatever is read; nothing of it stays. */
  function stop(): void {
    const isReading = path.value !== null && stage.value !== 'read' && stage.value !== 'failed';
    if (isReading) void studio.request('data:cancel', importId);
    importId++;
  }

  function putAway(): void {
    stop();
    path.value = null;
    preview.value = null;
    reading.value = null;
  }

  function listen(): void {
    studio.on('data:progress', ({ importId: id, done, total }) => {
      if (id === importId) progress.value = { done, total };
    });
  }

  return {
    ...{ path, options, stage, preview, reading, progress, problem, samples, name, format },
    ...{ begin, choose, change, accept, putAway, listen },
  };
});
