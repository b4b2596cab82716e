import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decode, decodeApng } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { exportFigure } from '../../../../src/main/figures/export-figure';
import { openFigureRun, type FigureWork } from '../../../../src/main/figures/figure-run';
import { recognise } from '../../../../src/main/import/recognise';
import { createRun } from '../../../../src/main/runs/create-run';
import { recipeHash } from '../../../../src/main/runs/recipe-hash';
import { readSheet } from '../../../../src/main/runs/sheet';
import type { Figure, FigureOf, WrittenFigure } from '../../../../src/shared/figure';
import { inWords, worded } from '../../../../src/shared/wording/worded';
import { metricsOf, newRun, restingMetricsOf, samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';

const grid = { rows: 2, columns: 3, scale: 2, gap: 1, background: '#000000' };
const plain = { parts: [], place: 'below' } as const;
const sheet: FigureOf<'sheet'> = {
  ...{ kind: 'sheet', source: { from: 'stored', step: null }, ...grid, labels: plain },
  ...{ classRows: false, each: false, dots: null },
};
const training: FigureOf<'training'> = {
  ...{ kind: 'training', format: 'gif', framesPerSecond: 10, from: null, to: null, every: 1, hold: 1 },
  ...{ stepLabel: true, ...grid },
};
const curves: FigureOf<'curves'> = {
  ...{ kind: 'curves', format: 'csv', panels: ['losses', 'beliefs'], axis: 'step', logarithmic: false },
  ...{ smoothing: 0.02, scale: 1, dots: 300 },
};

interface Place {
  readonly folder: string;
  readonly run: string;
  export(figure: Figure, name: string, work?: Partial<FigureWork>): Promise<WrittenFigure>;
  path(name: string): string;
}

async function runWithSheets(steps: readonly number[] = [200, 400, 600], lines = 600): Promise<Place> {
  const folder = await temporaryFolder();
  const writer = await createRun(newRun(join(folder, 'runs')));
  for (const step of steps) await writer.writeSheet(samplesOf(step));
  const metrics = Array.from({ length: lines }, (_, index) =>
    index % 3 === 2 ? restingMetricsOf(index + 1) : metricsOf(index + 1, { generatorLoss: 1 / (index + 3) }),
  );
  await writer.appendMetrics(metrics);
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    run: writer.folder,
    path,
    export: async (figure, name, work = {}) => {
      const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
      return exportFigure(await openFigureRun(writer.folder), figure, path(name), { ...quiet, ...work });
    },
  };
}

const stills: readonly (readonly [string, Figure])[] = [
  ['a sheet', sheet],
  ['a labelled sheet', { ...sheet, background: '#203040', labels: { parts: ['seed', 'step'], place: 'beside' } }],
  ['stages', { kind: 'stages', unit: 'steps', at: [200, 600], ...grid, dots: 300 }],
  ['curves', { ...curves, format: 'png' }],
  ['an animated PNG', { ...training, format: 'apng' }],
];

describe('what was exported can be dropped back', () => {
  test.each(stills)('%s', async (_, figure) => {
    const place = await runWithSheets();
    await place.export(figure, 'out.png');
    expect(await recognise(place.path('out.png'), place.path('runs'))).toMatchObject({
      kind: 'sheet',
      preset: 'tiny',
      step: 600,
      latentSeed: tinyRecipe.seed,
      recipeHash: recipeHash(tinyRecipe),
      recipe: tinyRecipe,
      runs: [basename(place.run)],
    });
  });

  test('each image of a sheet by itself', async () => {
    const place = await runWithSheets();
    const written = await place.export({ ...sheet, each: true, labels: { parts: ['step'], place: 'below' } }, 'images');
    const names = (await readdir(place.path('images'))).toSorted();
    expect(names).toEqual([1, 2, 3, 4, 5, 6].map((number) => `step-600-image-${number}.png`));
    expect(written.parts).toBe(6);
    for (const name of names) {
      const found = await recognise(join(place.path('images'), name), place.path('runs'));
      expect(found).toMatchObject({ kind: 'sheet', step: 600 });
    }
  });
});

describe('a sheet', () => {
  test('without words can be taken apart again, image for image', async () => {
    const place = await runWithSheets();
    const written = await place.export({ ...sheet, source: { from: 'stored', step: 400 } }, 'out.png');
    expect(written).toMatchObject({ step: 400, size: { width: 50, height: 33 }, parts: 1, millimetres: null });
    const { pixels } = samplesOf(400);
    const taken = await readSheet(place.path('out.png'));
    expect(taken).toEqual({ step: 400, shape: [6, 8, 8, 1], pixels: pixels.subarray(0, 6 * 64) });
  });

  test('at 300 dpi says so to other programs', async () => {
    const place = await runWithSheets();
    const { millimetres } = await place.export({ ...sheet, gap: 0, dots: 300 }, 'out.png');
    expect((await sharp(place.path('out.png')).metadata()).density).toBe(300);
    expect(millimetres).toEqual({ width: 4.1, height: 2.7 });
  });

  test('that asks for more than was stored says what can be done', async () => {
    const place = await runWithSheets();
    const asked = place.export({ ...sheet, rows: 11, columns: 10 }, 'out.png');
    await expect(asked).rejects.toMatchObject({ code: 'invalid-request', message: /100 images.*draw more/ as never });
    await expect(place.export({ ...sheet, classRows: true }, 'out.png')).rejects.toThrow('was not told classes');
    await expect(readFile(place.path('out.png'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('stages name the moment of the picture, not the one asked for, and say where they differ', async () => {
  const place = await runWithSheets();
  // 4 images a step of 60,000: step 600 is epoch 0.04
  const figure = { kind: 'stages', unit: 'steps', at: [190, 600], ...grid, dots: null } as const;
  const written = await place.export(figure, 'out.png');
  expect(written.notices.map((notice) => inWords(notice, 'en'))).toEqual([
    'There is no sheet of step 190; the nearest is of step 200 (step 200).',
  ]);
});

describe('an animation of the training', () => {
  test('shows every stored sheet with the step below, the last one longer', async () => {
    const place = await runWithSheets();
    const written = await place.export(training, 'out.gif');
    expect(written).toMatchObject({ step: 600, parts: 3, notices: [] });
    const { delay, pages, pageHeight, width } = await sharp(place.path('out.gif'), { pages: -1 }).metadata();
    expect([delay, pages]).toEqual([[100, 100, 1000], 3]);
    expect({ width, height: pageHeight }).toEqual(written.size);
  });

  test('holds the pixels of its sheets, each n-th in a range', async () => {
    const place = await runWithSheets([100, 200, 300, 400, 500]);
    const figure = { ...training, format: 'apng', stepLabel: false, from: 200, every: 2 } as const;
    expect(await place.export(figure, 'out.png')).toMatchObject({ parts: 3, step: 500 });
    const { frames } = decodeApng(await readFile(place.path('out.png')), { checkCrc: true });
    for (const [index, step] of [200, 400, 500].entries()) {
      await place.export({ ...sheet, source: { from: 'stored', step } }, `${step}.png`);
      expect(frames[index]?.data).toEqual(decode(await readFile(place.path(`${step}.png`))).data);
    }
  });

  test('passes over a damaged sheet and says so', async () => {
    const place = await runWithSheets();
    await writeFile(join(place.run, 'samples', '000400.png'), 'no picture');
    const written = await place.export(training, 'out.gif');
    expect(written.parts).toBe(2);
    expect(written.notices.map((notice) => inWords(notice, 'en'))).toEqual([expect.stringContaining('000400.png')]);
    await writeFile(join(place.run, 'samples', '000600.png'), 'no picture');
    expect(await place.export(training, 'out.gif')).toMatchObject({ step: 200, parts: 1 });
  });
});

test.each([
  ['an animation', training],
  ['a CSV', curves],
  ['an image each', { ...sheet, each: true }],
  ['a report', { kind: 'report', language: 'en' } as const],
])('%s that is cancelled midway leaves nothing behind', async (_, figure) => {
  const place = await runWithSheets([200, 400, 600], 5_000);
  const before = await readdir(place.folder);
  const cancelling = new AbortController();
  const asked = place.export(figure, 'out', {
    signal: cancelling.signal,
    onProgress: ({ done }) => {
      if (done > 0) cancelling.abort();
    },
  });
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(place.folder)).toEqual(before);
});

describe('curves', () => {
  test('as CSV have every step with every digit, empty where a step did not tell a number', async () => {
    const place = await runWithSheets();
    await appendFile(join(place.run, 'metrics.jsonl'), 'torn');
    const written = await place.export(curves, 'out.csv');
    expect(written).toMatchObject({ parts: 600, notices: [worded('figure.damagedLines', { count: 1 })] });
    const [head, ...rows] = (await readFile(place.path('out.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(head).toBe(
      'step,epoch,training time (s),discriminator loss (nat),generator loss (nat),D(x),D(G(z)),discriminator gradient norm,generator gradient norm',
    );
    const cells = rows.map((row) => row.split(','));
    expect(cells.map(([step]) => Number(step))).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(cells[0]?.[4]).toBe('0.3333333333333333');
    expect(cells[2]?.[4]).toBe('');
    expect(cells.every((row) => row.length === 9)).toBe(true);
  });

  test('as SVG are a drawing that another program renders', async () => {
    const place = await runWithSheets();
    const written = await place.export({ ...curves, format: 'svg' }, 'out.svg');
    // it takes an inch of paper for 72 pixels, a browser for 96
    const { width, height } = await sharp(await readFile(place.path('out.svg'))).metadata();
    expect({ width: (width / 72) * 96, height: (height / 72) * 96 }).toEqual(written.size);
  });

  test('that the run does not have are refused', async () => {
    const place = await runWithSheets([200], 10);
    const asked = place.export({ ...curves, format: 'png', panels: ['gradients'] }, 'out.png');
    await expect(asked).rejects.toThrow('choose other curves');
  });
});
