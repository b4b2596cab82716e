import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { i18n } from '../../../../src/renderer/i18n';
import { reportWords, useNotices } from '../../../../src/renderer/stores/notices';

const { t, locale } = i18n.global;

beforeEach(() => {
  setActivePinia(createPinia());
  vi.useFakeTimers();
});
afterEach(() => {
  locale.value = 'en';
  vi.useRealTimers();
});

test('what stands while the language changes reads on in the other one', () => {
  const notices = useNotices();
  notices.say(() => t('watch.copied'));
  notices.report({ code: 'internal', message: () => t('watch.copyFailed') });
  const read = (): readonly string[] => [
    ...notices.toasts.map(({ text }) => text()),
    ...notices.problems.map(reportWords),
  ];
  const english = read();
  locale.value = 'zh-CN';
  expect(read()).toEqual([t('watch.copied'), t('watch.copyFailed')]);
  expect(read()).not.toEqual(english);
});

test('the same problem stands once, in whichever language it came first', () => {
  const notices = useNotices();
  const report = (): void => notices.report({ code: 'internal', message: () => t('watch.copyFailed') });
  report();
  locale.value = 'zh-CN';
  report();
  expect(notices.problems).toHaveLength(1);
});

test('good news go after six seconds, problems stay until they are closed', () => {
  const notices = useNotices();
  notices.say(() => t('watch.copied'));
  notices.report({ code: 'disk-full', message: 'The disk is full.' });
  vi.advanceTimersByTime(6_000);
  expect(notices.toasts).toEqual([]);
  const [problem] = notices.problems;
  expect(problem?.message).toBe('The disk is full.');
  notices.dismissProblem(problem?.id ?? 0);
  expect(notices.problems).toEqual([]);
});

test('only the latest of what can be taken back offers to', () => {
  const notices = useNotices();
  notices.say(
    () => 'first',
    () => undefined,
  );
  notices.say(() => 'second');
  notices.say(
    () => 'third',
    () => undefined,
  );
  expect(notices.toasts.map(({ text }) => text())).toEqual(['second', 'third']);
});

test('of many good news in a row only the latest three stand there', () => {
  const notices = useNotices();
  for (const name of ['one', 'two', 'three', 'four', 'five']) notices.say(() => name);
  expect(notices.toasts.map(({ text }) => text())).toEqual(['three', 'four', 'five']);
});
