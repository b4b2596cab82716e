import type { Events } from '../../shared/ipc';
import type { RunId } from '../../shared/run';
import type { SettingsStore } from './settings';

type Kept = Pick<SettingsStore, 'unendedRuns' | 'addUnendedRun' | 'removeUnendedRun'>;

/** Remembers across starts which runs the window trains, so that after a crash each of them can be gone on with. */
export class UnendedRuns {
  /** As they were when the studio started: what began since is no crash of an earlier time. The latest first. */
  #earlier: readonly RunId[];

  /** @param report hears of a run that could not be kept in mind: no reason to stop its training */
  constructor(
    private readonly kept: Kept,
    private readonly report: (error: unknown) => void,
  ) {
    this.#earlier = kept.unendedRuns;
  }

  get earlier(): readonly RunId[] {
    return this.#earlier;
  }

  /** A training began, or goes on. */
  add(runId: RunId): void {
    this.kept.addUnendedRun(runId).catch(this.report);
  }

  /** A run that ended by itself or because the person wished it need not be offered; one that was interrupted is. */
  hear<C extends keyof Events>(channel: C, payload: Events[C]): void {
    if (channel !== 'run:changed') return;
    const { id, state } = payload as Events['run:changed'];
    if (state !== 'running' && state !== 'interrupted') this.forget(id).catch(this.report);
  }

  /** The person leaves it as it is. */
  async forget(runId: RunId): Promise<void> {
    this.#earlier = this.#earlier.filter((other) => other !== runId);
    await this.kept.removeUnendedRun(runId);
  }
}
