import { stat } from 'node:fs/promises';
import { assertNever } from '../../shared/assert-never';
import type { Figure, FigureOf, WrittenFigure } from '../../shared/figure';
import { StudioError } from '../../shared/studio-error';
import { worded, inWords } from '../../shared/wording/worded';
import type { AnimationWriter } from '../formats/animation';
import { createApng } from '../formats/apng';
import { createAtomicFile, type AtomicFile } from '../formats/atomic-file';
import { createAtomicFolder } from '../formats/atomic-folder';
import { writeFileAtomically } from '../formats/atomic-write';
import { createGif } from '../formats/gif';
import { asciiJson } from '../formats/png';
import { readRunRecord } from '../runs/run-record';
import type { Size } from './canvas';
import { damageNotices } from './curve-lines';
import { writeCurvesCsv } from './curves-csv';
import { drawCurvesFigure } from './curves-figure';
import { breathe, type FigureRun, type FigureWork, type MovingFigure, type StillFigure } from './figure-run';
import { isFrame, openFrames } from './moving-figure';
import { makeReport } from './report';
import { drawStills, encodeStill, factsOfStills, originText } from './still-figure';

/**
 * Writes a figure of a run; whole or not at all. Animations and CSV are written piece by piece, so that however many
 * pictures or steps there are, only one or a few are in memory.
 *
 * @param path the file, or for an image each the folder, that is made
 * @throws StudioError `cancelled`, `invalid-request`, those of reading the run and those of writing
 */
export async function exportFigure(
  run: FigureRun,
  figure: Figure,
  path: string,
  work: FigureWork,
): Promise<WrittenFigure> {
  switch (figure.kind) {
    case 'sheet':
    case 'stages':
    case 'interpolation':
    case 'realImages':
      return writeStills(run, figure, path, work);
    case 'training':
    case 'walk':
    case 'tour':
      return writeFrames(run, figure, path, work);
    case 'curves':
      return figure.format === 'csv' ? writeCsv(run, path, work) : writeCurves(run, figure, path);
    case 'report': {
      const { html, notices } = await makeReport(run, figure, work);
      await writeFileAtomically(path, html);
      return { step: null, size: null, millimetres: null, parts: 1, notices, bytes: Buffer.byteLength(html) };
    }
    default:
      return assertNever(figure);
  }
}

/**
 * The bytes of a figure that is one PNG picture, as its file has them.
 *
 * @throws StudioError `invalid-request` where it is none, and those of reading the run
 */
export async function encodeFigure(run: FigureRun, figure: Figure, { signal }: FigureWork): Promise<Uint8Array> {
  if (figure.kind === 'curves' && figure.format === 'png') return (await drawCurvesFigure(run, figure)).bytes;
  const isStill = figure.kind === 'stages' || figure.kind === 'interpolation' || figure.kind === 'realImages';
  if (isStill || (figure.kind === 'sheet' && !figure.each)) {
    const [still] = (await drawStills(run, figure, signal)).stills;
    if (still) return encodeStill(still, run.recipe);
  }
  throw new StudioError('invalid-request', worded('figure.onePicture'));
}

async function writeStills(
  run: FigureRun,
  figure: StillFigure,
  path: string,
  work: FigureWork,
): Promise<WrittenFigure> {
  const drawn = await drawStills(run, figure, work.signal);
  const { first, ...facts } = factsOfStills(figure, drawn);
  const { stills } = drawn;
  await breathe(work.signal);
  if (figure.kind !== 'sheet' || !figure.each) {
    const bytes = encodeStill(first, run.recipe);
    await writeFileAtomically(path, bytes);
    return { ...facts, bytes: bytes.length };
  }
  const folder = await createAtomicFolder(path);
  let written = 0;
  try {
    for (const [index, still] of stills.entries()) {
      work.onProgress({ done: index, total: stills.length });
      await breathe(work.signal);
      const bytes = encodeStill(still, run.recipe);
      await folder.add(`step-${still.step}-${still.name}.png`, bytes);
      written += bytes.length;
    }
    await folder.commit();
  } catch (error) {
    await folder.discard();
    throw error;
  }
  return { ...facts, bytes: written };
}

async function writeFrames(
  run: FigureRun,
  figure: MovingFigure,
  path: string,
  work: FigureWork,
): Promise<WrittenFigure> {
  const frames = await openFrames(run, figure);
  try {
    return await atomically(path, async (file) => {
      const text = originText(run.recipe, frames.seed, frames.step, frames.text);
      const about = { text, longText: asciiJson(run.recipe) };
      const animation: AnimationWriter = figure.format === 'gif' ? createGif(file, about) : createApng(file, about);
      const notices = [...frames.notices];
      let size: Size | null = null;
      let parts = 0;
      for (let index = 0; index < frames.count; index++) {
        work.onProgress({ done: index, total: frames.count });
        await breathe(work.signal);
        const frame = await frames.at(index);
        if (!isFrame(frame)) {
          notices.push(frame);
          continue;
        }
        await animation.add(frame.image, frame.milliseconds);
        size ??= sizeOf(frame.image);
        parts++;
      }
      if (size === null)
        throw new StudioError(
          'run-unreadable',
          worded('figure.noSheetRead', { details: notices.map((notice) => inWords(notice, 'en')).join(' ') }),
        );
      await animation.finish();
      return { step: frames.step, size, millimetres: null, parts, notices };
    });
  } finally {
    frames.dispose();
  }
}

async function writeCurves(run: FigureRun, figure: FigureOf<'curves'>, path: string): Promise<WrittenFigure> {
  const { bytes, ...facts } = await drawCurvesFigure(run, figure);
  await writeFileAtomically(path, bytes);
  return { ...facts, bytes: bytes.length };
}

async function writeCsv(run: FigureRun, path: string, work: FigureWork): Promise<WrittenFigure> {
  const { step } = await readRunRecord(run.folder);
  return atomically(path, async (file) => {
    const wanted = { ...work, plannedRows: step };
    const { rows, damagedLines } = await writeCurvesCsv(run, (bytes) => file.append(bytes), wanted);
    return { step: null, size: null, millimetres: null, parts: rows, notices: damageNotices(damagedLines) };
  });
}

async function atomically(
  path: string,
  write: (file: AtomicFile) => Promise<Omit<WrittenFigure, 'bytes'>>,
): Promise<WrittenFigure> {
  const file = await createAtomicFile(path);
  try {
    const written = await write(file);
    await file.commit();
    return { ...written, bytes: (await stat(path)).size };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}
