import { assertNever } from '../../shared/assert-never';
import { largestScale, type Figure, type FigureOf, type FigurePreview } from '../../shared/figure';
import { StudioError } from '../../shared/studio-error';
import { worded, inWords, type Told } from '../../shared/wording/worded';
import type { AnimationWriter } from '../formats/animation';
import { createApng } from '../formats/apng';
import { createGif } from '../formats/gif';
import { encodePng } from '../formats/png';
import { readRunRecord } from '../runs/run-record';
import { bytesInMemory } from './bytes-in-memory';
import { checkSize, type Size } from './canvas';
import { damageNotices } from './curve-lines';
import { writeCurvesCsv } from './curves-csv';
import { drawCurvesFigure } from './curves-figure';
import { breathe, type FigureRun, type MovingFigure, type StillFigure } from './figure-run';
import { isFrame, openFrames, type Frame, type Frames } from './moving-figure';
import { onPaper } from './paper';
import { makeReport } from './report';
import { drawStills, encodeStill, factsOfStills } from './still-figure';

export interface PreviewWork {
  readonly signal: AbortSignal;
  /** Whether an animation may be shown as one; else its last picture. */
  readonly moves: boolean;
}

/** A still of more pixels is shown at a smaller scale: what it looks like is the same, and it is there at once. */
const mostPixels = 3_000_000;
const mostFramePixels = 600_000;
const mostFrames = 24;
/** So that an animation of which only some pictures are shown does not seem to stand. Milliseconds. */
const longestStand = 500;
const largestCurveScale = 2;
const shownRows = 12;

/**
 * What a figure would be, without writing it.
 *
 * @throws StudioError as `exportFigure` for whatever would keep it from being made, and `cancelled`
 */
export async function previewFigure(run: FigureRun, figure: Figure, work: PreviewWork): Promise<FigurePreview> {
  switch (figure.kind) {
    case 'sheet':
    case 'stages':
    case 'interpolation':
    case 'realImages':
      return previewStills(run, figure, work);
    case 'training':
    case 'walk':
    case 'tour':
      return previewFrames(run, figure, work);
    case 'curves':
      return figure.format === 'csv' ? previewRows(run) : previewCurves(run, figure);
    case 'report':
      return previewReport(run, figure, work);
    default:
      return assertNever(figure);
  }
}

async function previewStills(run: FigureRun, figure: StillFigure, { signal }: PreviewWork): Promise<FigurePreview> {
  const { first, ...told } = factsOfStills(figure, await drawStills(run, figure, signal));
  const { size } = first;
  const { parts } = told;
  checkSize(size, run.recipe.data.channels);
  await breathe(signal);
  const facts = { ...told, text: null };
  const smaller = smallerGrid(figure, size, mostPixels);
  if (smaller === null) {
    const picture = encodeStill(first, run.recipe);
    return { ...facts, picture, bytes: { count: picture.length * parts, exact: parts === 1 } };
  }
  const shown = (await drawStills(run, smaller, signal)).stills[0] ?? first;
  return { ...facts, picture: encodeStill(shown, run.recipe), bytes: null };
}

/** The same at a smaller scale; null where it is small enough. */
function smallerGrid<F extends StillFigure | MovingFigure>(figure: F, { width, height }: Size, most: number): F | null {
  const pixels = width * height;
  if (pixels <= most || figure.scale === 1) return null;
  const scale = Math.max(1, Math.min(largestScale, Math.floor(figure.scale * Math.sqrt(most / pixels))));
  const gap = 'gap' in figure ? { gap: Math.round((figure.gap * scale) / figure.scale) } : {};
  return { ...figure, scale, ...gap };
}

async function previewFrames(run: FigureRun, figure: MovingFigure, work: PreviewWork): Promise<FigurePreview> {
  const frames = await openFrames(run, figure);
  try {
    checkSize(frames.size, run.recipe.data.channels);
    const smaller = smallerGrid(figure, frames.size, mostFramePixels);
    const facts = {
      step: frames.step,
      size: frames.size,
      millimetres: null,
      parts: frames.count,
      text: null,
    };
    const shown = smaller ? await openFrames(run, smaller) : frames;
    try {
      const { picture, notices, drawn } = await encodeSome(shown, figure, work);
      const bytes =
        smaller || drawn === 0 ? null : { count: Math.round((picture.length * frames.count) / drawn), exact: false };
      return { ...facts, picture, bytes, notices: [...frames.notices, ...notices] };
    } finally {
      if (smaller) shown.dispose();
    }
  } finally {
    frames.dispose();
  }
}

/** Pictures at even distances, the last among them. */
async function encodeSome(
  frames: Frames,
  figure: MovingFigure,
  { moves, signal }: PreviewWork,
): Promise<{ readonly picture: Uint8Array; readonly notices: readonly Told[]; readonly drawn: number }> {
  const file = bytesInMemory();
  const about = { text: {} };
  const animation: AnimationWriter = figure.format === 'gif' ? createGif(file, about) : createApng(file, about);
  const count = moves ? Math.min(mostFrames, frames.count) : 1;
  const notices: Told[] = [];
  let drawn = 0;
  for (let place = 0; place < count; place++) {
    await breathe(signal);
    const index = count === 1 ? frames.count - 1 : Math.round((place * (frames.count - 1)) / (count - 1));
    const frame = await frames.at(index);
    if (!isFrame(frame)) notices.push(frame);
    else {
      await animation.add(frame.image, standing(frame, place === count - 1, frames.count / count));
      drawn++;
    }
  }
  if (drawn === 0)
    throw new StudioError(
      'run-unreadable',
      worded('figure.noSheetRead', { details: notices.map((notice) => inWords(notice, 'en')).join(' ') }),
    );
  await animation.finish();
  return { picture: file.bytes(), notices, drawn };
}

function standing({ milliseconds }: Frame, isLast: boolean, share: number): number {
  return isLast ? milliseconds : Math.min(Math.max(milliseconds, longestStand), milliseconds * share);
}

async function previewCurves(run: FigureRun, figure: FigureOf<'curves'>): Promise<FigurePreview> {
  const scale = figure.format === 'png' ? Math.min(figure.scale, largestCurveScale) : 1;
  const { bytes, picture, size, ...facts } = await drawCurvesFigure(run, { ...figure, scale });
  const factor = figure.format === 'png' ? figure.scale / scale : 1;
  const whole = size && { width: size.width * factor, height: size.height * factor };
  return {
    ...facts,
    size: whole,
    millimetres: factor === 1 || !whole ? facts.millimetres : onPaper(whole, figure.dots),
    bytes: factor === 1 ? { count: bytes.length, exact: true } : null,
    picture: figure.format === 'png' ? bytes : encodePng(picture, {}),
    text: null,
  };
}

/** The first rows; how many there are only writing them tells. */
async function previewRows(run: FigureRun): Promise<FigurePreview> {
  const { step } = await readRunRecord(run.folder);
  const enough = new AbortController();
  let text = '';
  const take = (bytes: Uint8Array): Promise<void> => {
    text += new TextDecoder().decode(bytes);
    enough.abort();
    return Promise.resolve();
  };
  const work = { signal: enough.signal, onProgress: () => undefined, plannedRows: step };
  const damaged = await writeCurvesCsv(run, take, work).then(
    ({ damagedLines }) => damagedLines,
    (error: unknown) => {
      if (enough.signal.aborted) return 0;
      throw error;
    },
  );
  const lines = text.split('\r\n').slice(0, 1 + shownRows);
  return {
    step: null,
    size: null,
    millimetres: null,
    parts: step,
    notices: damageNotices(damaged),
    bytes: null,
    picture: null,
    text: lines.join('\n'),
  };
}

async function previewReport(
  run: FigureRun,
  figure: FigureOf<'report'>,
  { signal }: PreviewWork,
): Promise<FigurePreview> {
  const { html, notices } = await makeReport(run, figure, { signal, onProgress: () => undefined });
  const facts = { step: null, size: null, millimetres: null, parts: 1, notices, text: null };
  return { ...facts, bytes: { count: Buffer.byteLength(html), exact: true }, picture: await curvesOf(run) };
}

/** Of what stands in a report, what a picture can show; null before the first step. */
async function curvesOf(run: FigureRun): Promise<Uint8Array | null> {
  const curves = {
    kind: 'curves',
    format: 'png',
    panels: ['losses', 'beliefs', 'gradients'],
    axis: 'step',
    logarithmic: false,
    smoothing: 0.02,
    scale: 1,
    dots: null,
  } as const;
  const { step } = await readRunRecord(run.folder);
  return step === 0 ? null : (await drawCurvesFigure(run, curves)).bytes;
}
