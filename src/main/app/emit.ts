import type { Events } from '../../shared/ipc';

/** Tells the window something; does nothing where no window is open. */
export type Emit = <C extends keyof Events>(channel: C, payload: Events[C]) => void;
