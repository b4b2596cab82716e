import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodeFigure, exportFigure } from '../../../../src/main/figures/export-figure';
import { openFigureRun, type FigureRun } from '../../../../src/main/figures/figure-run';
import { previewFigure } from '../../../../src/main/figures/preview-figure';
import { createRun } from '../../../../src/main/runs/create-run';
import type { Figure, FigureOf, FigurePreview } from '../../../../src/shared/figure';
import { inWords } from '../../../../src/shared/wording/worded';
import { metricsOf, newRun, samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const grid = { rows: 2, columns: 3, scale: 2, gap: 1, background: '#000000' };
const plain = { parts: [], place: 'below' } as const;
const sheet: FigureOf<'sheet'> = {
  ...{ kind: 'sheet', source: { from: 'stored', step: null }, ...grid, labels: plain },
  ...{ classRows: false, each: false, dots: null },
};
const stages: Figure = { kind: 'stages', unit: 'steps', at: [200, 600], ...grid, dots: 300 };
const training: FigureOf<'training'> = {
  ...{ kind: 'training', format: 'gif', framesPerSecond: 10, from: null, to: null, every: 1, hold: 1 },
  ...{ stepLabel: true, ...grid },
};
const curves: FigureOf<'curves'> = {
  ...{ kind: 'curves', format: 'png', panels: ['losses'], axis: 'step', logarithmic: false },
  ...{ smoothing: 0.02, scale: 1, dots: 300 },
};

interface Place {
  readonly folder: string;
  readonly run: FigureRun;
  preview(figure: Figure, moves?: boolean): Promise<FigurePreview>;
  written(figure: Figure): Promise<Buffer>;
}

async function runWithSheets(count = 3): Promise<Place> {
  const folder = await temporaryFolder();
  const writer = await createRun(newRun(join(folder, 'runs')));
  for (let index = 1; index <= count; index++) await writer.writeSheet(samplesOf(200 * index));
  await writer.appendMetrics(Array.from({ length: 60 }, (_, index) => metricsOf(index + 1)));
  const run = await openFigureRun(writer.folder);
  const { signal } = new AbortController();
  return {
    folder: writer.folder,
    run,
    preview: (figure, moves = true) => previewFigure(run, figure, { signal, moves }),
    written: async (figure) => {
      const path = join(folder, 'figure');
      await exportFigure(run, figure, path, { signal, onProgress: () => undefined });
      return readFile(path);
    },
  };
}

test.each([
  ['a sheet', sheet],
  ['stages', stages],
  ['curves', curves],
] as const)('%s is shown as its file will be, to the byte', async (_, figure) => {
  const { preview, written } = await runWithSheets();
  const [shown, file] = [await preview(figure), await written(figure)];
  expect(Buffer.compare(Buffer.from(shown.picture ?? []), file)).toBe(0);
  expect(shown.bytes).toEqual({ count: file.length, exact: true });
  const { width, height } = decode(file);
  expect(shown.size).toEqual({ width, height });
});

test('the picture for the clipboard is the file as well', async () => {
  const { run, written } = await runWithSheets();
  const work = { signal: new AbortController().signal, onProgress: () => undefined };
  expect(Buffer.compare(Buffer.from(await encodeFigure(run, stages, work)), await written(stages))).toBe(0);
  await expect(encodeFigure(run, training, work)).rejects.toMatchObject({ code: 'invalid-request' });
});

test('a large picture is shown smaller, with the size that it will have', async () => {
  const { preview, written } = await runWithSheets();
  const large = { ...sheet, rows: 10, columns: 10, scale: 16, gap: 64 };
  const shown = await preview(large);
  const { width, height } = decode(await written(large));
  expect(shown.size).toEqual({ width, height });
  expect(shown.bytes).toBeNull();
  expect(decode(shown.picture ?? new Uint8Array()).width).toBeLessThan(width);
});

test('what would be too large is refused before anyone waits for it', async () => {
  const { preview } = await runWithSheets();
  const asked = preview({
    ...stages,
    at: Array.from({ length: 24 }, () => 200),
    rows: 10,
    columns: 10,
    scale: 16,
    gap: 64,
  });
  await expect(asked).rejects.toMatchObject({ code: 'invalid-request' });
});

describe('an animation', () => {
  test('moves in its own format; of a long one some pictures are shown, and all are counted', async () => {
    const { preview } = await runWithSheets(40);
    const shown = await preview(training);
    expect(shown).toMatchObject({ step: 8000, parts: 40, bytes: { exact: false } });
    expect((await sharp(shown.picture ?? new Uint8Array(), { animated: true }).metadata()).pages).toBe(24);
  });

  test('stands still for people who want nothing to move', async () => {
    const { preview } = await runWithSheets();
    const shown = await preview(training, false);
    expect(shown.parts).toBe(3);
    expect((await sharp(shown.picture ?? new Uint8Array(), { animated: true }).metadata()).pages ?? 1).toBe(1);
  });

  test('says which sheets cannot be read', async () => {
    const { preview, folder } = await runWithSheets();
    await writeFile(join(folder, 'samples', '000400.png'), 'no picture');
    const { notices } = await preview(training);
    expect(notices.map((notice) => inWords(notice, 'en'))).toEqual([expect.stringContaining('000400.png')]);
  });
});

test('a CSV is shown by its first rows, a report by its curves', async () => {
  const { preview, written } = await runWithSheets();
  const csv = { ...curves, format: 'csv' } as const;
  const { text, picture } = await preview(csv);
  expect(picture).toBeNull();
  expect(text?.split('\n')).toEqual((await written(csv)).toString('utf8').split('\r\n').slice(0, 13));
  const report = await preview({ kind: 'report', language: 'zh-CN' });
  expect(report.bytes).toEqual({ count: (await written({ kind: 'report', language: 'zh-CN' })).length, exact: true });
});

test('a run that is gone says so', async () => {
  const { run } = await runWithSheets();
  await expect(openFigureRun(join(run.folder, 'elsewhere'))).rejects.toMatchObject({ code: 'no-such-run' });
});
