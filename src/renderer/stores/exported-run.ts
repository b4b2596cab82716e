import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { RunId, RunSummary } from '../../shared/run';
import { epochsAStep } from '../comparison/time-line';
import type { FiguresOfRun } from '../exporting/default-figures';
import { useComparison } from './comparison';
import { useNavigation } from './navigation';
import { useShownSheet } from './shown-sheet';
import { useTimeline } from './timeline';
import { useTour } from './tour';
import { useTraining } from './training';
import { useWatchedRun } from './watched-run';

/** What the Export dialog knows of the run that figures are made of. */
export interface ExportedRun extends Omit<FiguresOfRun, 'language'> {
  readonly id: RunId;
  readonly summary: RunSummary;
  /** Of the newest picture that it has. */
  readonly newestStep: number;
  /** Ascending. */
  readonly checkpointSteps: readonly number[];
}

/** The run whose Export dialog is open or would be: one of the comparison, or the watched one. */
export const useExportedRun = defineStore('exported-run', () => {
  const navigation = useNavigation();
  const watched = useWatchedRun();
  const timeline = useTimeline();
  const comparison = useComparison();
  const training = useTraining();
  const tour = useTour();
  const shown = useShownSheet();

  const run = computed<ExportedRun | null>(() => {
    const id = navigation.exportedId;
    return id === null ? watchedRun() : comparedRun(id);
  });

  function watchedRun(): ExportedRun | null {
    const { details, summary, latest, columns } = watched;
    if (!details || !summary) return null;
    return {
      id: summary.id,
      summary,
      recipe: details.recipe,
      columns,
      step: timeline.position,
      rawStep: shown.isRaw ? shown.checkpointStep : null,
      steps: timeline.steps,
      newestStep: timeline.newestPicture?.step ?? timeline.newestStep,
      checkpointSteps: details.checkpoints.map(({ step }) => step),
      epoch: latest?.epoch ?? summary.epoch,
      tour: tour.figure,
    };
  }

  /** At the sheet that stands in its column. */
  function comparedRun(id: RunId): ExportedRun | null {
    const run = comparison.entries.find((entry) => entry.id === id)?.run;
    if (!run) return null;
    const { recipe, sheetSteps, checkpointSteps } = run;
    const perStep = epochsAStep(run);
    return {
      id,
      summary: comparison.summaryOf(id) ?? run.summary,
      recipe,
      columns: 8,
      step: comparison.isAtEnd ? null : comparison.placeOf(run).sheetStep,
      rawStep: null,
      steps: sheetSteps,
      newestStep: training.live(id)?.samples?.step ?? sheetSteps.at(-1) ?? 0,
      checkpointSteps,
      epoch: perStep === null ? run.summary.epoch : Math.max(comparison.newestStep(id), run.summary.step) * perStep,
      // latents are picked in Explore, of the watched run
      tour: null,
    };
  }

  return { run };
});
