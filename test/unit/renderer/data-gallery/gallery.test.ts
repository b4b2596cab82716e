import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classBars } from '../../../../src/renderer/data-gallery/class-bars';
import { dataFit } from '../../../../src/renderer/data-gallery/data-fit';
import { cellAfterKey, fittingCards, galleryCells, rowsOf } from '../../../../src/renderer/data-gallery/gallery-cells';
import { mosaicPixels } from '../../../../src/renderer/data-gallery/mosaic';
import { tileLayout } from '../../../../src/renderer/data-gallery/tile-layout';
import type { DataSetCard } from '../../../../src/shared/ipc';
import { usualPreparation } from '../../../../src/shared/preparation';
import { samplesOf } from '../../../new-run';

function cardOf(name: string, changes: Partial<DataSetCard> = {}): DataSetCard {
  return {
    ...{ source: `/data/${name}`, name, imageCount: 9, testImageCount: 0, classCounts: [4, 5], classNames: null },
    imageShape: [28, 28, 1],
    thumbnail: samplesOf(0, 4),
    own: null,
    ...changes,
  };
}

const cardsOf = (count: number): readonly DataSetCard[] =>
  Array.from({ length: count }, (_, index) => cardOf(String(index)));
const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

describe('the grid', () => {
  test('has every card once, in order, and one drop zone in its first row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 5 }), (count, columns) => {
        const cards = cardsOf(count);
        const rows = rowsOf(galleryCells(cards, columns), columns);
        expect(rows.flat().flatMap((cell) => (cell.kind === 'card' ? [cell.card] : []))).toEqual(cards);
        expect(rows.flat().filter(({ kind }) => kind === 'drop')).toHaveLength(1);
        expect(rows[0]?.some(({ kind }) => kind === 'drop')).toBe(true);
        expect(rows.every((row) => row.length <= columns)).toBe(true);
      }),
    );
  });

  test('a key leads from a card to another card, or nowhere', () => {
    const sizes = [fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 })] as const;
    fc.assert(
      fc.property(...sizes, fc.nat(39), fc.constantFrom(...keys), (count, columns, at, key) => {
        const cells = galleryCells(cardsOf(count), columns);
        const places = cells.flatMap(({ kind }, index) => (kind === 'card' ? [index] : []));
        const index = places[at % places.length] ?? 0;
        const next = cellAfterKey(cells, columns, index, key);
        if (next === null) return;
        expect(next).not.toBe(index);
        expect(cells[next]?.kind).toBe('card');
      }),
    );
  });

  test('arrows walk over the drop zone, and reach every card', () => {
    const cells = galleryCells(cardsOf(7), 3);
    expect(cells[2]?.kind).toBe('drop');
    expect(cellAfterKey(cells, 3, 1, 'ArrowRight')).toBe(3);
    expect(cellAfterKey(cells, 3, 3, 'ArrowLeft')).toBe(1);
    expect(cellAfterKey(cells, 3, 0, 'ArrowDown')).toBe(3);
    expect(cellAfterKey(cells, 3, 0, 'End')).toBe(7);
    expect(cellAfterKey(cells, 3, 7, 'Home')).toBe(0);
    expect(cellAfterKey(cells, 3, 0, 'a')).toBeNull();
  });

  test('the search finds names, places and classes, all words of it', () => {
    const cards = [cardOf('Cats'), cardOf('Dogs', { classNames: ['poodle', 'pug'] })];
    const names = (text: string) => fittingCards(cards, text).map(({ name }) => name);
    expect(names('')).toEqual(['Cats', 'Dogs']);
    expect(names('PUG dogs')).toEqual(['Dogs']);
    expect(names('/data cat')).toEqual(['Cats']);
    expect(names('cat pug')).toEqual([]);
  });
});

describe('what becomes of the images', () => {
  const wanted = { side: 28, channels: 1 } as const;
  const own = (state: 'unchanged' | 'changed' | 'gone') => ({
    ...{ format: 'folder', skippedCount: 0, state },
    options: { side: 28, channels: 1, preparation: usualPreparation } as const,
  });

  test('they fit, or are resized', () => {
    expect(dataFit(cardOf('a'), wanted).kind).toBe('fits');
    expect(dataFit(cardOf('a', { imageShape: [64, 64, 1] }), wanted)).toEqual({ kind: 'resized', blocks: false });
    expect(dataFit(cardOf('a', { imageShape: [28, 28, 3] }), wanted).kind).toBe('resized');
  });

  test('a source that changed is told, one that is gone or unknown keeps the run from beginning', () => {
    expect(dataFit(cardOf('a', { own: own('changed') }), wanted)).toEqual({ kind: 'changed', blocks: false });
    expect(dataFit(cardOf('a', { own: own('gone') }), wanted)).toEqual({ kind: 'gone', blocks: true });
    expect(dataFit(undefined, wanted)).toEqual({ kind: 'unknown', blocks: true });
  });
});

test('bars are between 0 and 1, at most twenty, and the highest reaches the top', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 300 }), (counts) => {
      const bars = classBars(counts);
      expect(bars.length).toBeLessThanOrEqual(20);
      expect(bars.every((bar) => bar >= 0 && bar <= 1)).toBe(true);
      if (counts.every((count) => count > 0)) expect(Math.max(...bars)).toBe(1);
    }),
  );
});

test('a card has no empty places among its images', () => {
  for (let images = 1; images <= 20; images++) {
    const { columns, rows } = tileLayout(images);
    expect(columns * rows).toBeLessThanOrEqual(images);
  }
  expect(tileLayout(15)).toEqual({ columns: 5, rows: 3 });
});

test('a mosaic lays the images out row by row, grey in three colours', () => {
  const grey = { step: 0, shape: [4, 1, 2, 1] as const, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
  const mosaic = mosaicPixels(grey, { columns: 2, rows: 2 });
  expect([mosaic.width, mosaic.height]).toEqual([4, 2]);
  expect([...mosaic.pixels].filter((_, index) => index % 4 === 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...mosaic.pixels.subarray(0, 4)]).toEqual([1, 1, 1, 255]);
  const coloured = { step: 0, shape: [2, 1, 1, 3] as const, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  expect([...mosaicPixels(coloured, { columns: 1, rows: 2 }).pixels]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});
