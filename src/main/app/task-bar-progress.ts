import type { Events } from '../../shared/ipc';
import type { RunId } from '../../shared/run';

/** What the task bar or the dock shows of the trainings. */
export interface TaskBarLook {
  /** 0 to 1; -1 takes the bar away. */
  readonly value: number;
  readonly mode: 'none' | 'normal' | 'indeterminate' | 'error' | 'paused';
}

const nothing: TaskBarLook = { value: -1, mode: 'none' };

/**
 * Progress for the task bar: without an end while a run starts, then the mean of all runs that train; a training that
 * failed stays marked until the person has looked at the window.
 */
export class TaskBarProgress {
  readonly #runs = new Map<RunId, number>();
  #starting = false;
  /** Runs that wait for the disk. */
  readonly #waiting = new Set<RunId>();
  #failed = false;
  #shown = nothing;

  constructor(private readonly show: (look: TaskBarLook) => void) {}

  setTraining(training: boolean): void {
    this.#starting = training;
    if (training) this.#failed = false;
    else {
      this.#runs.clear();
      this.#waiting.clear();
    }
    this.#update();
  }

  setProgress(runId: RunId, progress: number): void {
    this.#starting = false;
    this.#runs.set(runId, progress);
    this.#update();
  }

  hear<C extends keyof Events>(channel: C, payload: Events[C]): void {
    if (channel === 'run:paused') this.#hearWaiting(payload as Events['run:paused']);
    else if (channel === 'run:changed') this.#hearState(payload as Events['run:changed']);
    else return;
    this.#update();
  }

  #hearWaiting({ runId, problem }: Events['run:paused']): void {
    if (problem) this.#waiting.add(runId);
    else this.#waiting.delete(runId);
  }

  #hearState({ id, state }: Events['run:changed']): void {
    if (state === 'running') return;
    if (state === 'failed' || state === 'interrupted') this.#failed = true;
    this.#runs.delete(id);
    this.#waiting.delete(id);
  }

  /** The person looks at the window. */
  setSeen(): void {
    this.#failed = false;
    this.#update();
  }

  #update(): void {
    const look = this.#look();
    if (look.value === this.#shown.value && look.mode === this.#shown.mode) return;
    this.#shown = look;
    this.show(look);
  }

  #look(): TaskBarLook {
    const known = [...this.#runs.values()];
    if (known.length > 0) {
      const value = known.reduce((sum, progress) => sum + progress, 0) / known.length;
      return { value, mode: this.#waiting.size > 0 ? 'paused' : 'normal' };
    }
    // Electron takes everything beyond 1 for a bar without an end
    if (this.#starting) return { value: 2, mode: 'indeterminate' };
    return this.#failed ? { value: 1, mode: 'error' } : nothing;
  }
}
