import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useDigitReading } from '../../../../src/renderer/stores/digit-reading';
import { useWatchedRun } from '../../../../src/renderer/stores/watched-run';
import type { DigitReadings } from '../../../../src/shared/explore';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { success, type Result } from '../../../../src/shared/result';
import type { Samples } from '../../../../src/shared/run';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { curvesOf, detailsOf } from './run-summary';

const image: Samples = { step: 40, shape: [1, 28, 28, 1], pixels: new Uint8Array(784) };
const seven = success({ readings: [{ digit: 7, probability: 0.98 }] });
let studio: FakeStudio;
let answers: Result<DigitReadings | null>[];

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  answers = [];
  studio.answer('run:curves', () => success(curvesOf([])));
  studio.answer('explore:ask', () => (answers.shift() ?? seven) as never);
});

async function watchRun(data: Partial<typeof quickDigits.data> = {}): Promise<ReturnType<typeof useDigitReading>> {
  studio.answer('run:read', (id) =>
    success({
      ...detailsOf(id, 'finished'),
      sheet: null,
      recipe: { ...quickDigits, data: { ...quickDigits.data, ...data } },
    }),
  );
  await useWatchedRun().open('run-1');
  return useDigitReading();
}

test('a picked image is read, with its cell and step; a question that a newer one displaced leaves it standing', async () => {
  const digits = await watchRun();
  await digits.ask(image, 3);
  expect(digits.read).toEqual({ digit: 7, probability: 0.98, cell: 3, step: 40 });
  answers = [success(null)];
  await digits.ask(image, 4);
  expect(digits.read?.cell).toBe(3);
});

test('only digits of MNIST at their own size are read: a shoe reads as nothing', async () => {
  expect((await watchRun()).canRead).toBe(true);
  for (const data of [{ source: 'fashion-mnist' }, { side: 64 }]) {
    setActivePinia(createPinia());
    const digits = await watchRun(data);
    expect(digits.canRead).toBe(false);
    await digits.ask(image, 0);
    expect(digits.read).toBe(null);
  }
});

test('a judge that has not learnt digits offers to, tells how far it is, and then reads', async () => {
  const digits = await watchRun();
  answers = [success({ readings: null })];
  await digits.ask(image, 0);
  expect([digits.isUnlearnt, digits.read]).toEqual([true, null]);
  let built: (result: Result<'built' | 'cancelled'>) => void = () => undefined;
  studio.answer('explore:learn-digits', () => new Promise((resolve) => (built = resolve)));
  const lesson = digits.learn();
  studio.tell('explore:index-progress', { stage: 'classifier', share: 0.4 });
  expect(digits.learning).toBe(0.4);
  built(success('built'));
  await lesson;
  expect([digits.isUnlearnt, digits.learning, digits.lessons]).toEqual([false, null, 1]);
});

test('why it cannot be read is said, and another run begins without a question', async () => {
  const digits = await watchRun();
  digits.isWanted = true;
  answers = [{ ok: false, code: 'explorer-lost', message: 'The explorer process ended.' }];
  await digits.ask(image, 0);
  expect(digits.problem).toBe('The explorer process ended.');
  await useWatchedRun().open('run-2');
  expect([digits.isWanted, digits.problem]).toEqual([false, null]);
});
