import type { Events, Requests } from './ipc';

/** Run-time allow-lists of the preload, free of schemas; `Record` makes a missing or extra channel a compile error. */
export const requestChannels: Readonly<Record<keyof Requests, true>> = {
  'studio:about': true,
  'settings:read': true,
  'settings:write': true,
  'data:list': true,
  'run:start': true,
  'run:resume': true,
  'run:branch': true,
  'run:pin': true,
  'run:stop': true,
  'run:retry': true,
  'run:list': true,
  'run:read': true,
  'run:reveal': true,
  'samples:export': true,
  'file:recognise': true,
  'file:choose': true,
  'file:sample': true,
  'file:import': true,
  'run:export': true,
  'window:act': true,
};

export const eventChannels: Readonly<Record<keyof Events, true>> = {
  'run:metrics': true,
  'run:epoch': true,
  'run:samples': true,
  'run:stage': true,
  'run:paused': true,
  'run:changed': true,
  'run:problem': true,
  'studio:device': true,
  'studio:faults': true,
  'settings:changed': true,
  'window:changed': true,
  'menu:chosen': true,
};
