import { expect, test, vi } from 'vitest';
import { answerRequest, type Handlers } from '../../../../src/main/app/answer-request';
import { requestChannels } from '../../../../src/shared/ipc-channels';
import { requestSchemas, type Requests } from '../../../../src/shared/ipc';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { StudioError } from '../../../../src/shared/studio-error';
import { inWords, worded } from '../../../../src/shared/wording/worded';

/** Handlers of which only the one under test may be called. */
function only<C extends keyof Requests>(channel: C, handler: Handlers[C]): Handlers {
  return { [channel]: handler } as unknown as Handlers;
}

test('a good request reaches its handler', async () => {
  const start = vi.fn(() => ({ ok: true as const, value: 'run-1' }));
  expect(await answerRequest(only('run:start', start), 'run:start', [quickDigits])).toEqual({
    ok: true,
    value: 'run-1',
  });
  expect(start).toHaveBeenCalledWith(quickDigits);
});

test.each([
  ['run:read', ['../../etc/passwd']],
  ['run:read', []],
  ['run:start', [{ ...quickDigits, seed: -1 }]],
  ['run:start', [{ ...quickDigits, unknown: true }]],
  ['figure:save', [1, 'run-1', { kind: 'report', language: 'de' }]],
  ['figure:preview', [0, 'run-1', { kind: 'report', language: 'en' }, true]],
  ['figure:drag', [0]],
  ['run:export', [{ runId: 'run-1', format: 'gguf', step: null }]],
  ['run:export', [{ runId: '../run-1', format: 'onnx', step: null }]],
  ['settings:write', [{ language: 'tlh', theme: 'dark' }]],
  ['window:act', ['explode']],
  ['run:list', ['too much']],
] as const)('%s with %j is refused before a handler sees it', async (channel, args) => {
  const handler = vi.fn();
  const answer = await answerRequest(only(channel, handler), channel, args);
  expect(answer).toMatchObject({ ok: false, code: 'invalid-request' });
  expect(handler).not.toHaveBeenCalled();
});

test('what a handler throws is an answer with its code and sentence', async () => {
  const noRun = worded('run.noFolder', { folder: '/runs/x' });
  const reading = only('run:read', () => Promise.reject(new StudioError('no-such-run', noRun)));
  expect(await answerRequest(reading, 'run:read', ['x'])).toEqual({
    ok: false,
    code: 'no-such-run',
    message: inWords(noRun, 'en'),
    worded: noRun,
  });
  const listing = only('run:list', () => {
    throw new Error('surprise');
  });
  expect(await answerRequest(listing, 'run:list', [])).toEqual({ ok: false, code: 'internal', message: 'surprise' });
});

test('the channels that the preload lets through are the ones that are checked', () => {
  expect(Object.keys(requestChannels).sort()).toEqual(Object.keys(requestSchemas).sort());
});
