import { expectTypeOf, test } from 'vitest';
import type { Handlers } from '../../src/main/app/answer-request';
import type { Events, Requests, Studio } from '../../src/shared/ipc';
import type { Recipe } from '../../src/shared/recipe';
import type { Result } from '../../src/shared/result';
import type { RunId } from '../../src/shared/run';

declare const studio: Studio;
declare const recipe: Recipe;
declare const handlers: Handlers;

test('every request answers with a Result', () => {
  expectTypeOf<ReturnType<Requests[keyof Requests]>>().toExtend<Result<unknown>>();
});

test('an answer has the type that its channel promises', () => {
  expectTypeOf(studio.request('run:start', recipe)).resolves.toEqualTypeOf<Result<RunId>>();
});

test('a wrong request does not compile', () => {
  // @ts-expect-error a recipe is more than a name
  void studio.request('run:start', 'quick-digits');
  // @ts-expect-error there is no report in Latin
  void studio.request('figure:save', 1, 'run-1', { kind: 'report', language: 'la' });
  // @ts-expect-error no such channel
  void studio.request('run:explode');
  // @ts-expect-error stopping needs to know which run
  void studio.request('run:stop');
});

test('an event brings the payload of its channel', () => {
  studio.on('run:metrics', (payload) => expectTypeOf(payload).toEqualTypeOf<Events['run:metrics']>());
  // @ts-expect-error no such event
  studio.on('run:exploded', () => undefined);
});

test('a missing or mistyped handler does not compile', () => {
  const incomplete: Omit<Handlers, 'run:list'> = handlers;
  // @ts-expect-error run:list is missing
  const complete: Handlers = incomplete;
  // @ts-expect-error settings:read answers with settings
  const mistyped: Handlers = { ...handlers, 'settings:read': () => ({ ok: true, value: 7 }) };
  void [complete, mistyped];
});
