import type { FigureFacts, FigureOf } from '../../shared/figure';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { asciiJson, encodePng, type PngImage } from '../formats/png';
import { drawCurves, type Drawing } from './curve-drawing';
import { damageNotices, readCurves } from './curve-lines';
import { drawingToPicture } from './curves-picture';
import { drawingToSvg } from './curves-svg';
import type { FigureRun } from './figure-run';
import { onPaper, pixelsPerMetre } from './paper';
import { originText } from './still-figure';

/** Dots an inch that a browser takes a pixel of an SVG for. */
const cssDots = 96;

export interface CurvesFigure extends FigureFacts {
  readonly bytes: Uint8Array;
  /** What a window shows of it. */
  readonly picture: PngImage;
}

/** Curves as PNG or SVG. @throws StudioError `invalid-request` where the run has none of them yet */
export async function drawCurvesFigure(run: FigureRun, figure: FigureOf<'curves'>): Promise<CurvesFigure> {
  const curves = await readCurves(run.folder, figure);
  const panels = curves.panels.filter(({ lines }) => lines.length > 0);
  if (panels.length === 0) {
    throw new StudioError('invalid-request', worded('figure.noCurves', { folder: run.folder }));
  }
  const drawing = drawCurves({ ...curves, panels }, figure.logarithmic);
  const notices = damageNotices(curves.damagedLines);
  const made =
    figure.format === 'svg' ? asSvg(run, drawing, curves.lastStep) : asPng(run, drawing, curves.lastStep, figure);
  return { step: null, parts: 1, notices, ...made };
}

function asSvg(
  { recipe }: FigureRun,
  drawing: Drawing,
  lastStep: number,
): Pick<CurvesFigure, 'bytes' | 'picture' | 'size' | 'millimetres'> {
  const millimetres = onPaper(drawing, cssDots);
  const svg = drawingToSvg(drawing, {
    title: `${recipe.preset}, seed ${recipe.seed}`,
    hasGround: true,
    text: originText(recipe, recipe.seed, lastStep, { content: 'curves' }),
    ...(millimetres && { millimetres }),
  });
  const size = { width: drawing.width, height: drawing.height };
  return {
    bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, 'utf8'),
    picture: drawingToPicture(drawing, 1),
    size,
    millimetres,
  };
}

function asPng(
  { recipe }: FigureRun,
  drawing: Drawing,
  lastStep: number,
  { scale, dots }: FigureOf<'curves'>,
): Pick<CurvesFigure, 'bytes' | 'picture' | 'size' | 'millimetres'> {
  const picture = drawingToPicture(drawing, scale);
  const text = originText(recipe, recipe.seed, lastStep, { content: 'curves' });
  const bytes = encodePng(picture, text, {
    longText: asciiJson(recipe),
    ...(dots !== null && { pixelsPerMetre: pixelsPerMetre(dots) }),
  });
  return {
    bytes,
    picture,
    size: { width: picture.width, height: picture.height },
    millimetres: onPaper(picture, dots),
  };
}
