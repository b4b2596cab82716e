import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test } from 'vitest';
import { useDataImport } from '../../../../src/renderer/stores/data-import';
import { useDataSets } from '../../../../src/renderer/stores/data-sets';
import { useNavigation } from '../../../../src/renderer/stores/navigation';
import { useRecipeDraft } from '../../../../src/renderer/stores/recipe-draft';
import type { DataSetCard } from '../../../../src/shared/ipc';
import type { DataSetReading } from '../../../../src/shared/own-data-sets';
import { usualPreparation, type ImportOptions } from '../../../../src/shared/preparation';
import { samplesOf } from '../../../new-run';
import { fakeStudio, type FakeStudio } from './fake-studio';

let studio: FakeStudio;
const path = '/home/a/Shapes';

function readingOf(count: number): DataSetReading {
  const report = {
    ...{ source: path, name: 'Shapes', format: 'folder', count, testCount: 0, channels: null, classes: null },
    sizes: { smallest: [8, 8], largest: [8, 8] } as const,
    skipped: { count: 0, examples: [] },
  };
  return { report, samples: samplesOf(0, 4) };
}

function cardOf(options: ImportOptions): DataSetCard {
  return {
    ...{ source: path, name: 'Shapes', imageCount: 9, testImageCount: 0, classCounts: null, classNames: null },
    imageShape: [options.side, options.side, options.channels],
    thumbnail: samplesOf(0, 4),
    own: { format: 'folder', options, skippedCount: 0, state: 'unchanged' },
  };
}

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  const preview = { name: 'Shapes', format: 'folder', expected: 9, samples: samplesOf(0, 4) };
  studio.answer('data:preview', () => ({ ok: true, value: preview }));
  studio.answer('data:read', () => ({ ok: true, value: readingOf(9) }));
  studio.answer('data:cancel', () => ({ ok: true, value: undefined }));
  studio.answer('data:keep', (_id, _path, options) => ({ ok: true, value: cardOf(options) }));
});

describe('an import', () => {
  test('begins with what the networks want, shows some images, then all that reading found', async () => {
    const store = useDataImport();
    await store.begin(path);
    expect(store.options).toEqual({ side: 28, channels: 1, preparation: usualPreparation });
    expect(store).toMatchObject({ stage: 'read', name: 'Shapes', format: 'folder', problem: null });
    expect(store.reading?.report.count).toBe(9);
  });

  test('that is accepted is in the gallery and chosen, with its images made as the person said', async () => {
    const store = useDataImport();
    await store.begin(path);
    const preparation = { framing: 'padBlack', filter: 'lanczos', labels: false } as const;
    await store.change({ preparation });
    await store.accept();
    expect(useDataSets().cards.map(({ source }) => source)).toEqual([path]);
    expect(useRecipeDraft().current.data).toMatchObject({ source: path, side: 28, preparation });
    expect(useNavigation().page).toBe('new-run');
    expect(store.path).toBeNull();
  });

  test('a change stops what is read, and what that still says is not heard', async () => {
    const store = useDataImport();
    store.listen();
    const cancelled: number[] = [];
    studio.answer('data:cancel', (id) => {
      cancelled.push(id);
      return { ok: true, value: undefined };
    });
    const waiting: { readonly id: number; readonly answer: (count: number) => void }[] = [];
    studio.answer('data:read', (id) => {
      return new Promise((resolve) => {
        waiting.push({ id, answer: (count) => resolve({ ok: true, value: readingOf(count) }) });
      });
    });
    const first = store.begin(path);
    await expect.poll(() => waiting.length).toBe(1);
    studio.tell('data:progress', { importId: waiting[0]?.id ?? 0, done: 3, total: 9 });
    expect(store.progress).toEqual({ done: 3, total: 9 });
    const second = store.change({ side: 32 });
    expect(cancelled).toEqual([waiting[0]?.id]);
    expect(store.progress).toBeNull();
    studio.tell('data:progress', { importId: waiting[0]?.id ?? 0, done: 5, total: 9 });
    expect(store.progress).toBeNull();
    await expect.poll(() => waiting.length).toBe(2);
    waiting[0]?.answer(1);
    waiting[1]?.answer(7);
    await Promise.all([first, second]);
    expect(store.reading?.report.count).toBe(7);
  });

  test('that cannot be read says why, and cannot be accepted', async () => {
    studio.answer('data:preview', () => ({ ok: false, code: 'data-set-unreadable', message: 'It holds no pictures.' }));
    const store = useDataImport();
    await store.begin(path);
    expect(store).toMatchObject({ stage: 'failed', problem: { message: 'It holds no pictures.' } });
    await store.accept();
    expect(useDataSets().cards).toEqual([]);
    expect(store.path).toBe(path);
  });

  test('that is put away stops reading and keeps nothing', async () => {
    const store = useDataImport();
    const cancelled: number[] = [];
    studio.answer('data:cancel', (id) => {
      cancelled.push(id);
      return { ok: true, value: undefined };
    });
    studio.answer('data:read', () => new Promise(() => undefined));
    void store.begin(path);
    await expect.poll(() => store.stage).toBe('reading');
    store.putAway();
    expect(cancelled).toHaveLength(1);
    expect(store.path).toBeNull();
    expect(useDataSets().cards).toEqual([]);
  });
});
