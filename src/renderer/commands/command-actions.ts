import type { MenuCommand } from '../../shared/menu-command';
import type { RunId, RunSummary } from '../../shared/run';
import { useComparing } from '../components/run-list/use-comparing';
import { useRunDeeds } from '../components/run-list/use-run-deeds';
import { useDroppedFile } from '../stores/dropped-file';
import { useLearn } from '../stores/learn';
import { useNavigation } from '../stores/navigation';
import { useRecentFiles } from '../stores/recent-files';
import { useTraining } from '../stores/training';
import { useWatchedRun } from '../stores/watched-run';

export interface CommandAction {
  isAvailable(): boolean;
  run(): void;
}

/** The next run, as far as commands know it. */
export interface NextRun {
  /** Why Train has to wait; null where it does not. */
  waitsFor(): string | null;
  train(): void;
  /** Trains the preset of the first launch. */
  trainDefault(): void;
}

/** What each command of the menus does, and when it can be done; one that is missing does not compile. */
export function useCommandActions(nextRun: NextRun): Readonly<Record<MenuCommand, CommandAction>> {
  const navigation = useNavigation();
  const training = useTraining();
  const watched = useWatchedRun();
  const droppedFile = useDroppedFile();
  const learn = useLearn();
  const comparing = useComparing();
  const deeds = useRunDeeds();
  const recentFiles = useRecentFiles();
  /** The run that is shown, or the only one that trains. */
  const endable = (): RunId | null => {
    const [first = null, ...others] = training.runIds;
    const runId =
      training.live(watched.runId) && navigation.page === 'watch' ? watched.runId : others.length === 0 ? first : null;
    return training.live(runId)?.ending === null ? runId : null;
  };
  const ends = (end: (runId: RunId) => Promise<void>): CommandAction => ({
    isAvailable: () => endable() !== null,
    run: () => {
      const runId = endable();
      if (runId !== null) void end(runId);
    },
  });
  const resumable = (): RunSummary | null => {
    const run = navigation.page === 'watch' && !watched.isGone ? watched.summary : null;
    return run && !watched.isLive && deeds.canResume(run) ? run : null;
  };
  const always = (run: () => void): CommandAction => ({ isAvailable: () => true, run });

  return {
    'new-run': always(() => navigation.showNewRun()),
    'open-file': always(() => void droppedFile.choose('file')),
    'open-folder': always(() => void droppedFile.choose('folder')),
    train: {
      isAvailable: () => navigation.page !== null && navigation.page !== 'watch' && nextRun.waitsFor() === null,
      run: () => (navigation.page === 'welcome' ? nextRun.trainDefault() : nextRun.train()),
    },
    pause: ends(training.pause),
    resume: {
      isAvailable: () => resumable() !== null,
      run: () => {
        const run = resumable();
        if (run) void deeds.resume(run);
      },
    },
    stop: ends(training.stop),
    export: {
      isAvailable: () => navigation.page === 'watch' && watched.details !== null,
      run: () => navigation.showExport(),
    },
    compare: always(() => comparing.run()),
    palette: always(() => (navigation.isPaletteOpen = !navigation.isPaletteOpen)),
    shortcuts: always(() => (navigation.isShortcutsOpen = true)),
    learn: always(() => learn.toggle()),
    'clear-recent': { isAvailable: () => recentFiles.paths.length > 0, run: () => void recentFiles.clear() },
    about: always(() => (navigation.isAboutOpen = true)),
  };
}
