import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announcementInterval, PacedAnnouncer } from '../../../../src/renderer/announcements/paced-announcer';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(): { readonly announcer: PacedAnnouncer<string>; readonly said: string[] } {
  const said: string[] = [];
  return { announcer: new PacedAnnouncer((text) => said.push(text)), said };
}

test('the first words are said at once, the next after the interval', () => {
  const { announcer, said } = setUp();
  announcer.hear('state', 'Starting');
  announcer.hear('toast', 'Saved');
  expect(said).toEqual(['Starting']);
  vi.advanceTimersByTime(announcementInterval);
  expect(said).toEqual(['Starting', 'Saved']);
});

test('of what a source says meanwhile only the newest is said, and nothing twice', () => {
  const { announcer, said } = setUp();
  for (let step = 0; step < 100; step++) announcer.hear('progress', `Step ${step}`);
  announcer.hear('progress', 'Step 99');
  vi.advanceTimersByTime(10 * announcementInterval);
  expect(said).toEqual(['Step 0', 'Step 99']);
});

test('what was taken back before its turn is not said; what comes back is', () => {
  const { announcer, said } = setUp();
  announcer.hear('a', 'first');
  announcer.hear('b', 'waits');
  announcer.hear('c', 'gone');
  announcer.hear('b', '');
  announcer.forget('c');
  vi.advanceTimersByTime(2 * announcementInterval);
  announcer.hear('a', '');
  announcer.hear('a', 'first');
  expect(said).toEqual(['first', 'first']);
});

test('whatever happens, two sentences are never closer than the interval', () => {
  const anyEvents = fc.array(
    fc.record({
      after: fc.nat(2_000),
      source: fc.constantFrom('a', 'b', 'c'),
      text: fc.constantFrom('', 'x', 'y', 'z'),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(anyEvents, (events) => {
      const moments: number[] = [];
      const announcer = new PacedAnnouncer<string>(() => moments.push(Date.now()));
      for (const { after, source, text } of events) {
        vi.advanceTimersByTime(after);
        announcer.hear(source, text);
      }
      vi.advanceTimersByTime(10 * announcementInterval);
      const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
      expect(gaps.every((gap) => gap >= announcementInterval)).toBe(true);
    }),
  );
});
