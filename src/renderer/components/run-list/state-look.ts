/** How a run's state looks: always an icon and a word, and a colour only where it means something. */
import { CircleCheck, CircleDot, CirclePause, CircleX, Square, Unplug } from '@lucide/vue';
import type { Component } from 'vue';
import type { RunState } from '../../../shared/run';

export interface StateLook {
  readonly icon: Component;
  readonly tone: 'plain' | 'ok' | 'caution' | 'bad';
}

export const stateLooks: Readonly<Record<RunState, StateLook>> = {
  running: { icon: CircleDot, tone: 'plain' },
  finished: { icon: CircleCheck, tone: 'ok' },
  stopped: { icon: Square, tone: 'plain' },
  paused: { icon: CirclePause, tone: 'plain' },
  interrupted: { icon: Unplug, tone: 'caution' },
  failed: { icon: CircleX, tone: 'bad' },
};
