import { useI18n } from 'vue-i18n';
import type { RunId, RunSummary } from '../../../shared/run';
import { studio } from '../../bridge/studio';
import { useWords } from '../../i18n/use-words';
import { useNavigation } from '../../stores/navigation';
import { useNotices } from '../../stores/notices';
import { useRunQueue } from '../../stores/run-queue';
import { useRunTrash } from '../../stores/run-trash';
import { useRuns } from '../../stores/runs';
import { useTraining } from '../../stores/training';

export interface RunDeeds {
  canResume(run: RunSummary): boolean;
  /** Opens the run and goes on with it. */
  resume(run: RunSummary): Promise<void>;
  /** Whether it can be paused or stopped: it trains here. */
  canEnd(run: RunSummary): boolean;
  star(runs: readonly RunSummary[], on: boolean): void;
  reveal(runId: RunId): Promise<void>;
  /** Moves runs to the system's trash. */
  discard(runIds: readonly RunId[]): Promise<void>;
}

/** What the list and the offer at the start do with runs. */
export function useRunDeeds(): RunDeeds {
  const { t } = useI18n();
  const runs = useRuns();
  const trash = useRunTrash();
  const notices = useNotices();
  const training = useTraining();
  const queue = useRunQueue();
  const words = useWords();
  const navigation = useNavigation();

  return {
    canResume: ({ id, state }) =>
      ['interrupted', 'stopped', 'paused', 'failed'].includes(state) && !training.isStarting && !queue.hasOrder(id),
    canEnd: ({ id }) => training.live(id)?.ending === null,
    async resume(run) {
      navigation.watch(run.id);
      await queue.order({ kind: 'resume', runId: run.id, name: words.runName(run) });
    },
    star(chosen, on) {
      for (const { id, notes } of chosen) if (notes.star !== on) void runs.annotate(id, { star: on });
    },
    async reveal(runId) {
      const answer = await studio.request('run:reveal', runId);
      if (!answer.ok) notices.report(answer);
    },
    async discard(runIds) {
      const gone = await trash.discard(runIds);
      if (gone > 0) notices.say(() => t('runList.trashed', { count: gone }, gone));
    },
  };
}
