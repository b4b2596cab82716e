import type { RunStage } from '../../../shared/ipc';
import type { RunState } from '../../../shared/run';

/** What the Watch page says a run is doing: its state, and while this window trains it the finer stage. */
export type RunPhase =
  | 'starting'
  | 'compiling'
  | 'training'
  | 'waiting'
  | 'stopping'
  | 'saving'
  | 'elsewhere'
  | Exclude<RunState, 'running'>;

export interface LiveTraining {
  readonly stage: RunStage;
  readonly isStopping: boolean;
  /** Whether it waits for the disk. */
  readonly isWaiting: boolean;
}

/** @param live null where this window does not train the run */
export function runPhase(state: RunState, live: LiveTraining | null): RunPhase {
  if (live && live.stage !== 'ended') {
    if (live.stage === 'training' && live.isStopping) return 'stopping';
    return live.isWaiting ? 'waiting' : live.stage;
  }
  return state === 'running' ? 'elsewhere' : state;
}

/** Whether the run's last word is spoken. */
export function isOver(phase: RunPhase): boolean {
  return ['finished', 'stopped', 'paused', 'interrupted', 'failed'].includes(phase);
}
