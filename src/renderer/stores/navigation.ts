import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { RunId } from '../../shared/run';
import { useWatchedRun } from './watched-run';

export type Page = 'welcome' | 'new-run' | 'editor' | 'watch' | 'compare';
/** What can be looked at of a run. */
export type RunTabName = 'watch' | 'explore' | 'network' | 'recipe';

/** Which page stands in the middle, and which panel is open over it. */
export const useNavigation = defineStore('navigation', () => {
  const page = ref<Page | null>(null);
  /** Stays as one goes from run to run. */
  const runTab = ref<RunTabName>('watch');
  const isExportOpen = ref(false);
  /** Whose figures the Export dialog offers: a run of the comparison; null = the watched one. */
  const exportedId = ref<RunId | null>(null);
  const isAboutOpen = ref(false);
  const isPaletteOpen = ref(false);
  const isShortcutsOpen = ref(false);
  /** Whether the keyboard shall go to the notes of the run that is opened. */
  const areNotesWanted = ref(false);
  const watched = useWatchedRun();

  /** At the start: the explanation for someone who has no runs yet, else a new run. */
  function begin(hasRuns: boolean): void {
    page.value ??= hasRuns ? 'new-run' : 'welcome';
  }

  function showNewRun(): void {
    page.value = 'new-run';
    isExportOpen.value = false;
  }

  /** The editor of the next run's networks. */
  function editNetworks(): void {
    page.value = 'editor';
    isExportOpen.value = false;
  }

  function showComparison(): void {
    page.value = 'compare';
    isExportOpen.value = false;
  }

  function showExport(ofCompared: RunId | null = null): void {
    exportedId.value = ofCompared;
    isExportOpen.value = true;
  }

  function watch(runId: RunId): void {
    page.value = 'watch';
    isExportOpen.value = false;
    void watched.open(runId);
  }

  return {
    page,
    runTab,
    isExportOpen,
    exportedId,
    isAboutOpen,
    isPaletteOpen,
    isShortcutsOpen,
    areNotesWanted,
    begin,
    showNewRun,
    editNetworks,
    showComparison,
    showExport,
    watch,
  };
});
