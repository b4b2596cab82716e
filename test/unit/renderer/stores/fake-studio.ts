import { vi } from 'vitest';
import type { Events, Requests, Studio } from '../../../../src/shared/ipc';

/** The main process as a store sees it, told by the test what to answer. */
export interface FakeStudio {
  answer<C extends keyof Requests>(
    channel: C,
    handler: (...args: Parameters<Requests[C]>) => ReturnType<Requests[C]> | Promise<ReturnType<Requests[C]>>,
  ): void;
  tell<C extends keyof Events>(channel: C, payload: Events[C]): void;
}

/** Puts a studio on `window`, as the preload does. */
export function fakeStudio(): FakeStudio {
  const handlers = new Map<string, (...args: never[]) => unknown>();
  const listeners = new Map<string, ((payload: never) => void)[]>();
  const studio: Studio = {
    request: (channel, ...args) => {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`The test has no answer for ${channel}.`);
      return Promise.resolve(handler(...(args as never[]))) as never;
    },
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return () => undefined;
    },
    pathOf: () => '',
  };
  vi.stubGlobal('window', { studio });
  return {
    answer: (channel, handler) => handlers.set(channel, handler),
    tell: (channel, payload) => listeners.get(channel)?.forEach((listener) => listener(payload as never)),
  };
}
